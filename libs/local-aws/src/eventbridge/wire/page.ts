import { EventBridgeError } from '../engine/errors.ts';
import { optionalText, type WireInput } from './input.ts';

/** The page of a list that `Limit` and `NextToken` select. */
export function page<T>(
  items: readonly T[],
  input: WireInput,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const limit = input.Limit ?? 100;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > 100) {
    const message = `1 validation error detected: Value '${JSON.stringify(limit)}' at 'limit' failed to satisfy constraint: Member must have value between 1 and 100`;
    throw new EventBridgeError('ValidationException', message);
  }
  const start = parsePageToken(optionalText(input, 'NextToken'));
  const end = start + limit;
  return { items: items.slice(start, end), ...(end < items.length && { NextToken: tokenOf(end) }) };
}

const tokenOf = (index: number): string => Buffer.from(String(index)).toString('base64');

function parsePageToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const index = Number(Buffer.from(token, 'base64').toString());
  if (Number.isInteger(index) && index > 0) return index;
  throw new EventBridgeError('ValidationException', 'The next token is not valid.');
}
