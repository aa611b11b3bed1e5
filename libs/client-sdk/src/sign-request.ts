import { AwsV4Signer } from 'aws4fetch';
import type { Credentials } from './credentials.ts';

export interface SignableRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | ArrayBuffer | null;
}

export interface SigningOptions {
  readonly region: string;
  readonly service: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Which headers to sign in addition to `host`. @default those that no proxy changes */
  readonly isSigned?: (name: string) => boolean;
  /** Signs the path as it is in the URL, as S3 requires, instead of encoding it again. */
  readonly singleEncode?: boolean;
}

/** Signing keys by date, region and service. They are discarded with the credentials that they derive from. */
const signingKeys = new WeakMap<Credentials, Map<string, ArrayBuffer>>();

/** A proxy may change any other header without invalidating the signature. */
const isSignedByDefault = (name: string) => /^(?:content-type|idempotency-key|x-amz-.*)$/.test(name);

/**
 * Signs with Signature Version 4.
 * @returns the headers to send: those of the request, the time, the session token and the signature
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function signRequest(
  { headers, ...request }: SignableRequest,
  credentials: Credentials,
  { now, isSigned = isSignedByDefault, ...scope }: SigningOptions,
): Promise<Headers> {
  let cache = signingKeys.get(credentials);
  // Yesterday's keys are useless.
  if (!cache || cache.size > 1) signingKeys.set(credentials, (cache = new Map<string, ArrayBuffer>()));
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new AwsV4Signer({
    ...request,
    ...scope,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    headers: [...headers].filter(([name]) => isSigned(name)),
    // All headers that it is given: without this, it omits the content type.
    allHeaders: true,
    datetime: new Date(now).toISOString().replace(/[:-]|\.\d+/g, ''),
    cache,
  });
  const signed = await signer.sign();
  const sent = new Headers(headers);
  for (const [name, value] of signed.headers) sent.set(name, value);
  return sent;
}
