import { createHmac, timingSafeEqual } from 'node:crypto';
import { AuthenticationError, type Caller, headerValue, type HttpRequest } from '../../../kernel/index.ts';
import type { CredentialStore } from '../credential-store.ts';

/** The query parameters that are part of the string to sign. */
const signedParameters =
  /^(?:acl|cors|delete|lifecycle|location|logging|notification|partNumber|policy|requestPayment|response-.+|tagging|torrent|uploadId|uploads|versionId|versioning|versions|website)$/;

export const isQuerySignedV2 = ({ query }: Pick<HttpRequest, 'query'>) => /(?:^|&)AWSAccessKeyId=/.test(query);

/**
 * Verifies a URL presigned with Signature Version 2, which S3 still accepts and boto3 still generates:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 * @param bucketInHost the bucket if it is in the host name; the string to sign has it in the path
 * @throws AuthenticationError
 */
export function verifyQuerySignatureV2(
  request: HttpRequest,
  bucketInHost: string | undefined,
  { credentials, times }: { readonly credentials: CredentialStore; readonly times: readonly number[] },
): Caller {
  const query = new URLSearchParams(request.query);
  const accessKeyId = query.get('AWSAccessKeyId') ?? '';
  const expires = Number(query.get('Expires') ?? Number.NaN) * 1000;
  if (Number.isNaN(expires) || !query.has('Signature')) {
    const message = 'Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters';
    throw new AuthenticationError('IncompleteSignature', message);
  }
  const token = query.get('x-amz-security-token') ?? undefined;
  const found = credentials.find(accessKeyId, token);
  if (!found) {
    throw new AuthenticationError('UnrecognizedClient', 'The security token included in the request is invalid.');
  }
  const now = Math.min(...times);
  if (expires < now) throw new AuthenticationError('InvalidSignature', 'Request has expired', 'expired');
  if (found.expiresAt !== undefined && found.expiresAt <= now) {
    throw new AuthenticationError('ExpiredToken', 'The provided token has expired.');
  }
  const text = stringToSign(request, query, bucketInHost);
  const expected = createHmac('sha1', found.secretAccessKey).update(text).digest();
  const given = Buffer.from(query.get('Signature') ?? '', 'base64');
  if (given.length === expected.length && timingSafeEqual(given, expected)) return found.caller;
  throw new AuthenticationError('InvalidSignature', 'The signatures differ.', 'mismatch');
}

function stringToSign(request: HttpRequest, query: URLSearchParams, bucketInHost: string | undefined): string {
  const header = (name: string) => headerValue(request, name) ?? '';
  const own = [
    ...request.headers.map(([name, value]) => [name.toLowerCase(), value.trim()] as const),
    ...[...query].map(([name, value]) => [name.toLowerCase(), value] as const),
  ].filter(([name]) => name.startsWith('x-amz-'));
  const headers = own.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}:${value}\n`);
  const parameters = [...query]
    .filter(([name]) => signedParameters.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  const path = `${bucketInHost === undefined ? '' : `/${bucketInHost}`}${request.path}`;
  const resource = parameters.length === 0 ? path : `${path}?${parameters.join('&')}`;
  const lines = [request.method, header('content-md5'), header('content-type'), query.get('Expires') ?? ''];
  return `${lines.join('\n')}\n${headers.join('')}${resource}`;
}
