import { ServiceError } from '../../wire/index.ts';

/** One page of a list. A token is the place where the next one begins. */
export function page<T>(
  items: readonly T[],
  { MaxResults: size, NextToken: token }: { MaxResults: number; NextToken?: string | undefined },
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString());
  if (!Number.isInteger(start) || start < 0) {
    throw new ServiceError(400, 'InvalidNextToken', 'The specified token is not valid.');
  }
  const end = start + size;
  return {
    items: items.slice(start, end),
    ...(end < items.length && { NextToken: Buffer.from(String(end)).toString('base64') }),
  };
}
