import { AwsV4Signer } from 'aws4fetch';
import type { Credentials } from './credentials.ts';

/** A request before or after its signing. */
export interface SignableRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body?: ArrayBuffer | undefined;
}

export interface SigningScope {
  readonly region: string;
  readonly service: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Signs the path as it is in the URL, as S3 does, instead of encoding it once more (E8). */
  readonly singleEncode?: boolean;
}

/** What proxies and runtimes add or change on the way; the same that the AWS SDKs leave out. */
const UNSIGNED =
  /^(?:authorization|cache-control|connection|content-length|expect|from|pragma|referer|user-agent|x-amzn-trace-id)$/;

/** Signing keys by the credentials they come from, so that they go when these go. A key holds for a day and a scope. */
const signingKeys = new WeakMap<Credentials, Map<string, ArrayBuffer>>();

/** @returns the headers to send, which are those of the request plus date, token and signature (SigV4, E7, E8) */
export async function signRequest(
  { method, url, headers, body }: SignableRequest,
  credentials: Credentials,
  { region, service, now, singleEncode = false }: SigningScope,
): Promise<Headers> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  let cache = signingKeys.get(credentials);
  if (!cache || cache.size > 9) signingKeys.set(credentials, (cache = new Map<string, ArrayBuffer>()));
  const entries = [...headers];
  const signer = new AwsV4Signer({
    method,
    url,
    headers: entries.filter(([name]) => !UNSIGNED.test(name)),
    body: body ?? null,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    region,
    service,
    cache,
    datetime: new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    allHeaders: true,
    singleEncode,
  });
  const signed = (await signer.sign()).headers;
  for (const [name, value] of entries) if (!signed.has(name)) signed.set(name, value);
  return signed;
}
