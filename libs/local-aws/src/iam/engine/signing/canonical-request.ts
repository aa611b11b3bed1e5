import { hash } from 'node:crypto';
import type { HttpRequest } from '../../../kernel/index.ts';
import { decodeQueryComponent, percentEncode, wireBytes, wireText } from './percent-encoding.ts';

/** The parts of signing that differ between services. */
export interface SigningRules {
  canonicalPath(path: string): string;
  /** The last line: the hash of the body in hex, or a value in its place. */
  payload(request: HttpRequest): string;
  /** How far a signer's clock may be off, either way. */
  readonly maxSkewMs: number;
}

/** The rules of all services except S3 (docs/facts/a.md#a9). */
export const commonSigningRules: SigningRules = {
  canonicalPath,
  payload: ({ body }) => hash('sha256', body),
  maxSkewMs: 5 * 60 * 1000,
};

/**
 * The canonical form of a request that a SigV4 signature covers (docs/facts/e.md#e8), as bytes.
 * The body is hashed regardless of `x-amz-content-sha256`: only S3 accepts `UNSIGNED-PAYLOAD`.
 * @param signedHeaders the names that the signature covers, in any order and spelling
 */
export function canonicalRequest(
  request: HttpRequest,
  signedHeaders: readonly string[],
  rules: SigningRules = commonSigningRules,
): Buffer {
  const names = signedHeaders.map((name) => name.toLowerCase()).sort();
  const headers = names.map((name) => canonicalHeader(request, name)).join('');
  const target = `${rules.canonicalPath(request.path)}\n${canonicalQuery(request.query)}`;
  return Buffer.from(
    `${request.method}\n${target}\n${headers}\n${names.join(';')}\n${rules.payload(request)}`,
    'latin1',
  );
}

/** The path without `.`, `..` and empty segments, each segment encoded once more than it was sent. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(percentEncode(wireBytes(segment)));
  }
  return segments.length === 0 ? '/' : `/${segments.join('/')}${path.endsWith('/') ? '/' : ''}`;
}

/** The parameters in the order of their encoded names, then values, without the signature itself. */
function canonicalQuery(query: string): string {
  if (query === '') return '';
  return query
    .split('&')
    .filter((parameter) => parameter !== '')
    .map(splitParameter)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function splitParameter(parameter: string): readonly [name: string, value: string] {
  const equals = parameter.indexOf('=');
  const name = equals === -1 ? parameter : parameter.slice(0, equals);
  const value = equals === -1 ? '' : parameter.slice(equals + 1);
  return [percentEncode(decodeQueryComponent(name)), percentEncode(decodeQueryComponent(value))];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** All values of a header in the order sent, trimmed, with runs of spaces collapsed. */
function canonicalHeader(request: HttpRequest, name: string): string {
  const values = request.headers
    .filter(([sent]) => sent.length === name.length && sent.toLowerCase() === name)
    // Not `\s`: it would match the byte 0xA0 of a UTF-8 character.
    .map(([, value]) => value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, ''));
  return `${name}:${wireText(values.join(','))}\n`;
}
