import { AuthenticationError } from '../../../kernel/index.ts';
import { decodeQueryComponent } from './percent-encoding.ts';
import type { PresentedSignature } from './presented-signature.ts';

const names = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Security-Token',
] as const;
type Name = (typeof names)[number];

/** A week, the maximum that AWS accepts. */
const maxExpiresSeconds = 604_800;

/** The signature parameters in a query; empty if the query isn't presigned. */
export function presignedParameters(query: string): ReadonlyMap<Name, string> {
  const found = new Map<Name, string>();
  for (const parameter of query.split('&')) {
    const [name = '', ...value] = parameter.split('=');
    const known = names.find((candidate) => candidate === name);
    if (known && !found.has(known)) found.set(known, decodeQueryComponent(value.join('=')).toString('utf8'));
  }
  const isPresigned = found.has('X-Amz-Algorithm') || found.has('X-Amz-Credential') || found.has('X-Amz-Signature');
  return isPresigned ? found : new Map();
}

/** @throws AuthenticationError `IncompleteSignature` when a part is missing or `X-Amz-Expires` is out of range */
export function parsePresignedQuery(parameters: ReadonlyMap<Name, string>): PresentedSignature {
  const missing: Name[] = [];
  const required = (name: Name) => {
    const value = parameters.get(name);
    if (!value) missing.push(name);
    return value ?? '';
  };
  const algorithm = required('X-Amz-Algorithm');
  const credential = required('X-Amz-Credential');
  const signature = required('X-Amz-Signature');
  const signedHeaders = required('X-Amz-SignedHeaders').split(';');
  const date = required('X-Amz-Date');
  if (missing.length > 0) {
    const sentences = missing.map((name) => `AWS query-string parameters must include '${name}'.`);
    throw incomplete(`${sentences.join(' ')} Re-examine the query-string parameters.`);
  }
  const expires = parameters.get('X-Amz-Expires');
  const sessionToken = parameters.get('X-Amz-Security-Token');
  return {
    algorithm,
    credential,
    signature,
    signedHeaders,
    date,
    ...(sessionToken !== undefined && { sessionToken }),
    ...(expires !== undefined && { expiresInSeconds: parseExpires(expires) }),
  };
}

function parseExpires(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw incomplete('X-Amz-Expires should be a number');
  const seconds = Number(text);
  if (seconds > maxExpiresSeconds) {
    throw incomplete(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${maxExpiresSeconds} seconds`,
    );
  }
  return seconds;
}

const incomplete = (message: string) => new AuthenticationError('IncompleteSignature', message);
