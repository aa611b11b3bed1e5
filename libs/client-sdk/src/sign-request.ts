import type { Credentials } from './credentials.ts';

export interface SignableRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** Empty when there is none. */
  readonly body: ArrayBuffer;
}

export interface SigningScope {
  readonly region: string;
  readonly service: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Signs the path as it is in the URL, as S3 wants it, instead of encoding it once more. */
  readonly singleEncode?: boolean;
}

/** What proxies and runtimes add or change on the way. */
const unsigned = /^(?:authorization|user-agent|x-amzn-trace-id)$/;

/** Signing keys go when the credentials go that they come from. A key holds for a day, a region and a service. */
const signingKeys = new WeakMap<Credentials, { readonly scope: string; readonly key: Promise<CryptoKey> }>();

/**
 * Signs with Signature Version 4.
 * @returns the headers to send: those of the request, the time, the session token and the signature
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function signRequest(
  { method, url, headers, body }: SignableRequest,
  credentials: Credentials,
  { region, service, now, singleEncode }: SigningScope,
): Promise<Headers> {
  const { accessKeyId, sessionToken } = credentials;
  const { host, pathname, searchParams } = new URL(url);
  const dateTime = new Date(now).toISOString().replace(/[:-]|\.\d+/g, '');
  const scope = `${dateTime.slice(0, 8)}/${region}/${service}/aws4_request`;
  const path = pathname.replace(/\/+/g, '/');

  const sent = new Headers(headers);
  sent.set('x-amz-date', dateTime);
  if (sessionToken) sent.set('x-amz-security-token', sessionToken);
  // Headers come in the order of their names, which is the canonical one.
  const signed = new Headers([['host', host], ...[...sent].filter(([name]) => !unsigned.test(name))]);
  const signedNames = [...signed.keys()].join(';');
  const canonicalRequest = [
    method,
    singleEncode ? path : encode(path).replaceAll('%2F', '/'),
    // Sorted by name, then by value: a line break comes before all that can be in a name.
    [...searchParams]
      .map(([name, value]) => `${encode(name)}\n${encode(value)}`)
      .sort()
      .join('&')
      .replaceAll('\n', '='),
    ...[...signed].map(([name, value]) => `${name}:${value.replace(/\s+/g, ' ')}`),
    '',
    signedNames,
    await sha256(body),
  ].join('\n');

  let known = signingKeys.get(credentials);
  if (known?.scope !== scope) signingKeys.set(credentials, (known = { scope, key: signingKey(credentials, scope) }));
  const stringToSign = ['AWS4-HMAC-SHA256', dateTime, scope, await sha256(bytes(canonicalRequest))].join('\n');
  const signature = hex(await hmac(await known.key, stringToSign));
  sent.set(
    'authorization',
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signedNames}, Signature=${signature}`,
  );
  return sent;
}

async function signingKey({ secretAccessKey }: Credentials, scope: string): Promise<CryptoKey> {
  let key = await hmacKey(bytes(`AWS4${secretAccessKey}`));
  for (const part of scope.split('/')) key = await hmacKey(await hmac(key, part));
  return key;
}

const hmacKey = (key: BufferSource) =>
  crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
const hmac = (key: CryptoKey, text: string) => crypto.subtle.sign('HMAC', key, bytes(text));
const sha256 = async (content: BufferSource) => hex(await crypto.subtle.digest('SHA-256', content));
const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (buffer: ArrayBuffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Encodes all but the unreserved characters of RFC 3986. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
