/** The page that a request asks for. */
export interface PageRequest {
  readonly size: number;
  /** The token from the previous page; absent for the first one. */
  readonly token: string | null | undefined;
}

/**
 * One page of a list. A token is the position at which the next page begins.
 * @param invalidToken creates the service's error for an invalid token
 */
export function pageOf<T>(
  items: readonly T[],
  { size, token }: PageRequest,
  invalidToken: () => Error,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const place = token === null || token === undefined ? '0' : Buffer.from(token, 'base64').toString();
  if (!/^\d{1,9}$/.test(place)) throw invalidToken();
  const end = Number(place) + size;
  return {
    items: items.slice(Number(place), end),
    ...(end < items.length && { NextToken: Buffer.from(String(end)).toString('base64') }),
  };
}
