import { MethodFailure } from '../errors.ts';
import { translatePattern } from './java-pattern.ts';

// Remembers results of a pure function, nothing else.
const cache = new Map<string, RegExp>();
const maxCached = 500;

/** A Java regular expression as one of JavaScript's. */
function compile(pattern: string, extent: 'part' | 'whole' = 'part'): RegExp {
  const key = `${extent} ${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  const { source, flags } = translatePattern(pattern);
  try {
    const compiled =
      extent === 'whole' ? new RegExp(`(?<![^])(?:${source})(?![^])`, `v${flags}`) : new RegExp(source, `gv${flags}`);
    if (cache.size >= maxCached) cache.clear();
    cache.set(key, compiled);
    return compiled;
  } catch (cause) {
    throw new MethodFailure(`the regular expression ${pattern} is not valid or not supported`, { cause });
  }
}

/** `String.matches`: whether the pattern matches the whole text. */
export function javaMatches(text: string, pattern: string): boolean {
  return compile(pattern, 'whole').test(text);
}

/**
 * `String.replaceAll` and `replaceFirst`: in the replacement `$1` is a group, and a backslash takes the next character
 * as it is.
 */
export function javaReplace(text: string, pattern: string, replacement: string, which: 'all' | 'first'): string {
  let output = '';
  let end = 0;
  for (const match of text.matchAll(compile(pattern))) {
    output += text.slice(end, match.index) + expandReplacement(replacement, match);
    end = match.index + match[0].length;
    if (which === 'first') break;
  }
  return output + text.slice(end);
}

/** `String.split`: without the empty texts at the end when the limit is 0. */
export function javaSplit(text: string, pattern: string, limit: number): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(compile(pattern))) {
    if (limit > 0 && parts.length === limit - 1) break;
    const matchEnd = match.index + match[0].length;
    // A match without characters at the start leaves no empty text there.
    if (matchEnd === 0 || (match[0] === '' && match.index >= text.length)) continue;
    parts.push(text.slice(end, match.index));
    end = matchEnd;
  }
  if (parts.length === 0) return [text];
  parts.push(text.slice(end));
  if (limit === 0) while (parts.at(-1) === '') parts.pop();
  return parts;
}

function expandReplacement(replacement: string, match: RegExpExecArray): string {
  return replacement.replaceAll(
    /\\([\s\S])|\$\{([A-Z][A-Z0-9]*)\}|\$(\d+)|[\\$]/gi,
    (...found: (string | undefined)[]) => {
      const [whole, literal, name, digits] = found;
      if (literal !== undefined) return literal;
      if (name !== undefined && match.groups && name in match.groups) return match.groups[name] ?? '';
      if (digits !== undefined) return expandGroup(digits, match);
      throw new MethodFailure(`illegal group reference ${whole ?? ''} in the replacement ${replacement}`);
    },
  );
}

/** As many digits as still name a group belong to its number; the rest is text. */
function expandGroup(digits: string, match: RegExpExecArray): string {
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) >= match.length) length -= 1;
  const group = Number(digits.slice(0, length));
  if (group >= match.length) throw new MethodFailure(`the regular expression has no group ${group}`);
  return (match[group] ?? '') + digits.slice(length);
}
