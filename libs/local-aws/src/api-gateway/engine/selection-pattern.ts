/**
 * A Java regular expression as a JavaScript one that matches the whole text only (docs/facts/a.md#a50).
 * @throws Error for Java syntax that is invalid or has a different meaning in JavaScript
 */
export function compileSelectionPattern(pattern: string): RegExp {
  const [prefix = '', inlineFlags = ''] = /^\(\?([a-z]+)\)/i.exec(pattern) ?? [];
  const flags = new Set(inlineFlags);
  const unknown = [...flags].find((flag) => !'ism'.includes(flag));
  if (unknown !== undefined) throw unsupported(pattern, `the flag (?${unknown})`);
  const body = translate(pattern.slice(prefix.length), pattern);
  try {
    return new RegExp(`^(?:${body})$(?![^])`, [...flags].join(''));
  } catch (cause) {
    throw new Error(`the selection pattern "${pattern}" is not a regular expression`, { cause });
  }
}

const unsupported = (pattern: string, what: string) =>
  new Error(`the selection pattern "${pattern}" uses ${what}, which the local run does not support`);

const javaSpace = ' \\t\\n\\v\\f\\r';

function translate(source: string, pattern: string): string {
  let result = '';
  let inClass = false;
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    const next = source.charAt(at + 1);
    if (character === '\\') {
      at += 1;
      result += translateEscape(next, inClass, pattern);
    } else if (inClass) {
      if (character === '[' || (character === '&' && next === '&'))
        throw unsupported(pattern, 'a character class in a character class');
      if (character === ']') inClass = false;
      result += character;
    } else if (character === '[') {
      inClass = true;
      result += character;
      if (next === ']' || (next === '^' && source.charAt(at + 2) === ']'))
        throw unsupported(pattern, '"]" as the first character of a class');
    } else {
      if (character === '(' && next === '?' && !/^\(\?(?:[:=!]|<[=!]|<[a-z])/i.test(source.slice(at, at + 4)))
        throw unsupported(pattern, `the group "${source.slice(at, at + 4)}"`);
      if ('*+?}'.includes(character) && next === '+') throw unsupported(pattern, 'a possessive quantifier');
      result += character === '.' ? '.' : character;
    }
  }
  return result;
}

function translateEscape(escaped: string, inClass: boolean, pattern: string): string {
  if (escaped === 's') return inClass ? javaSpace : `[${javaSpace}]`;
  if (escaped === 'S' && !inClass) return `[^${javaSpace}]`;
  if (escaped === 'z' && !inClass) return '(?![^])';
  if (/[dDwWbBtnrfxu\d]/.test(escaped) || /[^a-z]/i.test(escaped)) return `\\${escaped}`;
  throw unsupported(pattern, `"\\${escaped}"`);
}
