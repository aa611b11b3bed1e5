import type { TopicsCall } from './call.ts';
import { invalidParameter } from './errors.ts';

const pageSize = 100;

/** A hundred of a list. A token is the place where the next page begins. */
export function page<T>(items: readonly T[], { parameters }: TopicsCall) {
  const token = parameters.get('NextToken');
  const start = token === null ? 0 : Number(Buffer.from(token, 'base64').toString());
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('NextToken');
  const end = start + pageSize;
  const next = end < items.length ? Buffer.from(String(end)).toString('base64') : undefined;
  return { items: items.slice(start, end), NextToken: next };
}
