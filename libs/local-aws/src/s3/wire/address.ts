import { headerValue, type RequestHead } from '../../kernel/index.ts';
import { S3Error } from '../engine/s3-error.ts';

/** The bucket and object of a request. */
export interface Address {
  /** Empty for the service itself. */
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
}

/** `bucket.localhost`, `bucket.s3.localhost`, also with a region, and AWS's host names, which a proxy may forward. */
const virtualHost = /^(.+?)\.(?:(?:s3(?:[.-][a-z0-9-]+)?\.)?localhost|s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com)$/i;
const ofServiceItself = /^s3(?:[.-][a-z0-9-]+)?$/i;

/** The bucket in a request's host name; undefined when the bucket is in the path. */
export function bucketOfHost(request: RequestHead): string | undefined {
  const host = headerValue(request, 'host')?.replace(/:\d+$/, '') ?? '';
  const bucket = virtualHost.exec(host)?.[1];
  return bucket === undefined || ofServiceItself.test(bucket) ? undefined : bucket.toLowerCase();
}

/** The first segment of the path, which is the bucket when the host name has none. */
export const bucketOfPath = ({ path }: RequestHead): string => /^\/([^/]*)/.exec(path)?.[1] ?? '';

/** @throws S3Error if the key in the path isn't UTF-8 */
export function parseAddress(request: RequestHead): Address {
  const bucket = bucketOfHost(request);
  if (bucket !== undefined) return { bucket, key: decodeKey(request.path.slice(1)) };
  const inPath = bucketOfPath(request);
  return { bucket: decodeKey(inPath), key: decodeKey(request.path.slice(inPath.length + 2)) };
}

const maxKeyBytes = 1024;

function decodeKey(text: string): string {
  const key = decode(text);
  if (Buffer.byteLength(key) <= maxKeyBytes) return key;
  throw new S3Error('KeyTooLongError', {
    Size: String(Buffer.byteLength(key)),
    MaxSizeAllowed: String(maxKeyBytes),
  });
}

/** @throws S3Error `InvalidArgument` for invalid percent-encoding or UTF-8 */
export function decode(text: string): string {
  try {
    return decodeURIComponent(Buffer.from(text, 'latin1').toString('utf8'));
  } catch {
    throw new S3Error('InvalidArgument', {}, 'Cannot decode the key: it is not percent-encoded UTF-8.');
  }
}
