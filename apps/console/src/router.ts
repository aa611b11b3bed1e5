import { signal } from '@preact/signals';

/** A parsed address: `#/jobs/ID?status=Failure` is `{ part: 'jobs', id: 'ID', query }`. */
export interface Route {
  readonly part: string;
  readonly id?: string;
  readonly query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [part = '', id] = path.split('/');
  return { part, ...(id && { id: decode(id) }), query: new URLSearchParams(query) };
}

/** The address of a part of the page; undefined or empty query parameters are omitted. */
export function linkTo(part: string, id?: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(given).toString();
  return `#/${part}${id ? `/${encodeURIComponent(id)}` : ''}${search ? `?${search}` : ''}`;
}

export const route = signal<Route>(parseRoute(''));

export function followAddress(): void {
  const follow = () => (route.value = parseRoute(window.location.hash));
  window.addEventListener('hashchange', follow);
  follow();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
