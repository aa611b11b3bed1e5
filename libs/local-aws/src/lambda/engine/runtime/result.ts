import { JSONStringifyError } from './runtime-errors.ts';

// Saved before the function's code is loaded, which may replace it.
const { stringify } = JSON;

/**
 * A handler's result as JSON (docs/facts/f.md#f11).
 * @throws JSONStringifyError for a cycle or a BigInt; TypeError for a value without a JSON form, such as a function
 */
export function serialise(result: unknown): string {
  let json: unknown;
  try {
    json = stringify(result === undefined ? null : result);
  } catch {
    throw new JSONStringifyError();
  }
  if (typeof json !== 'string') throw new TypeError('Wrong arguments');
  return json;
}
