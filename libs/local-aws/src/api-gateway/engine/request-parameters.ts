import type { HttpRequest } from '../../kernel/index.ts';

/**
 * The client's parameters, with header names as sent (docs/facts/a.md#a94). For a repeated name, the last value
 * counts.
 */
export interface RequestParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

/**
 * @param consumesSignature whether the method is AWS_IAM, which keeps `Authorization` to itself (docs/facts/a.md#a18)
 */
export function requestParameters(
  request: HttpRequest,
  path: Readonly<Record<string, string>>,
  consumesSignature: boolean,
): RequestParameters {
  const header = emptyRecord();
  for (const [name, value] of request.headers) {
    if (consumesSignature && name.length === 13 && name.toLowerCase() === 'authorization') continue;
    header[name] = decodeHeader(value);
  }
  return { path, querystring: parseQuery(request.query), header };
}

/** Without a prototype: a parameter may be called `__proto__` or `constructor`. */
export function emptyRecord(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}

/** Percent-decodes a text, or returns it unchanged if it is malformed. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseQuery(query: string): Record<string, string> {
  const parameters = emptyRecord();
  if (query === '') return parameters;
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const separator = pair.indexOf('=');
    const name = separator < 0 ? pair : pair.slice(0, separator);
    const value = separator < 0 ? '' : pair.slice(separator + 1);
    parameters[decodePercent(name.replaceAll('+', ' '))] = decodePercent(value.replaceAll('+', ' '));
  }
  return parameters;
}

/** Node reads header bytes as Latin-1; what was sent as UTF-8 is read as such. */
function decodeHeader(value: string): string {
  // eslint-disable-next-line no-control-regex -- the pattern matches bytes
  if (/^[\x00-\x7f]*$/.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? value : text;
}
