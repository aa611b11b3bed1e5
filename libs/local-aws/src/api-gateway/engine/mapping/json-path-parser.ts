import { MethodFailure } from '@jobs/velocity';

/** One step of a path; negative numbers count from the end. */
export type PathStep =
  | { readonly type: 'members'; readonly keys: readonly (string | number)[] }
  | { readonly type: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly type: 'wildcard' }
  | { readonly type: 'descend' };

// Caches results of a pure function; no other state.
const cache = new Map<string, readonly PathStep[]>();
const maxCached = 500;

/**
 * Parses a JSONPath such as `$.Item.id.S`, `$['a b'][0]`, `$..name`, `$.list[*]`, `$.list[1:3]`, `$.list[0,1]`.
 * @throws MethodFailure if it is not a path, or has a filter or a function, which are not supported
 */
export function parseJsonPath(path: string): readonly PathStep[] {
  const known = cache.get(path);
  if (known) return known;
  const steps = parseSteps(path);
  if (cache.size >= maxCached) cache.clear();
  cache.set(path, steps);
  return steps;
}

const name = /\.([^.[\]()\s*]+)(?!\()/y;
const bracket = /\[([^'"\]]*|(?:[^'"\]]|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")*)\]/y;

function parseSteps(path: string): readonly PathStep[] {
  const text = path.trim();
  const steps: PathStep[] = [];
  let at = text.startsWith('$') ? 1 : 0;
  // A path may leave out the leading "$.".
  const body = at === 0 && !text.startsWith('[') ? `.${text}` : text;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(body);
    at += match?.[0].length ?? 0;
    return match;
  };
  while (at < body.length) {
    if (take(/\.\.(?=\[)/y)) steps.push({ type: 'descend' });
    else if (take(/\.(?=\.)/y)) steps.push({ type: 'descend' });
    else if (take(/\.\*/y)) steps.push({ type: 'wildcard' });
    else {
      const key = take(name)?.[1];
      const selector = key === undefined ? take(bracket)?.[1] : undefined;
      if (key !== undefined) steps.push({ type: 'members', keys: [key] });
      else if (selector !== undefined) steps.push(parseSelector(selector, path));
      else
        throw new MethodFailure(`the path ${path} is not valid or not supported at ${JSON.stringify(body.slice(at))}`);
    }
  }
  return steps;
}

function parseSelector(selector: string, path: string): PathStep {
  const text = selector.trim();
  if (text === '*') return { type: 'wildcard' };
  const slice = /^(-?\d+)?\s*:\s*(-?\d+)?$/.exec(text);
  if (slice) return { type: 'slice', from: optionalNumber(slice[1]), to: optionalNumber(slice[2]) };
  if (/^-?\d+(?:\s*,\s*-?\d+)*$/.test(text)) return { type: 'members', keys: text.split(',').map(Number) };
  const quoted = /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:\s*,\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))*$/;
  if (!quoted.test(text)) throw new MethodFailure(`the path ${path} contains the unsupported selector [${selector}]`);
  const keys = text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g) ?? [];
  return { type: 'members', keys: keys.map((key) => key.slice(1, -1).replaceAll(/\\(.)/g, '$1')) };
}

const optionalNumber = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));
