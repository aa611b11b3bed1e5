import { checksumAlgorithms } from '../engine/checksums/checksum.ts';
import type { ObjectAttributes } from '../engine/records.ts';
import { S3Error } from '../engine/s3-error.ts';
import type { S3Call } from './call.ts';
import { withoutChunkedEncoding } from './content-encoding.ts';
import { checkTags } from './tags.ts';

/** The headers that are stored and returned unchanged with an object. */
const kept = [
  ...['content-type', 'content-encoding', 'content-disposition', 'content-language', 'cache-control', 'expires'],
  ...['x-amz-storage-class', 'x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id'],
];

/** Request headers that are not supported. */
const refused =
  /^x-amz-(?:server-side-encryption-customer-|copy-source-server-side-encryption-|object-lock-|grant-|website-redirect-location$|write-offset-bytes$)/;

/** Maximum size of all metadata: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const maxMetadataBytes = 2048;

/**
 * The attributes of an uploaded object, from the request's headers.
 * @throws S3Error for headers that S3 rejects or the local run doesn't support
 */
export function objectAttributes(call: S3Call): ObjectAttributes {
  checkHeaders(call);
  const headers: Record<string, string> = {};
  for (const name of kept) {
    const value = name === 'content-encoding' ? withoutChunkedEncoding(call.header(name)) : call.header(name);
    if (value !== undefined) headers[name] = value;
  }
  const tagging = call.header('x-amz-tagging');
  return { headers, metadata: metadataOf(call), tags: tagging === undefined ? {} : parseTags(tagging) };
}

function checkHeaders(call: S3Call): void {
  const unknown = call.request.headers.map(([name]) => name.toLowerCase()).find((name) => refused.test(name));
  if (unknown !== undefined) {
    throw new S3Error('NotImplemented', { Header: unknown }, `The local run does not support the header ${unknown}.`);
  }
  const acl = call.header('x-amz-acl');
  if (acl !== undefined && acl !== 'bucket-owner-full-control' && acl !== 'private') {
    throw new S3Error('AccessControlListNotSupported');
  }
  const algorithm = call.header('x-amz-checksum-algorithm') ?? call.header('x-amz-sdk-checksum-algorithm');
  if (algorithm !== undefined && !checksumAlgorithms.some((known) => known === algorithm.toUpperCase())) {
    throw new S3Error('InvalidRequest', {}, `Checksum algorithm provided is unsupported: ${algorithm}`);
  }
}

/** Repeated headers are joined with commas. */
function metadataOf(call: S3Call): Record<string, string> {
  const metadata: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of call.request.headers) {
    const [, own] = /^x-amz-meta-(.+)$/i.exec(name) ?? [];
    if (own === undefined) continue;
    const text = Buffer.from(value, 'latin1').toString('utf8');
    const before = metadata[own.toLowerCase()];
    metadata[own.toLowerCase()] = before === undefined ? text : `${before},${text}`;
  }
  const size = Object.entries(metadata).reduce((sum, entry) => sum + Buffer.byteLength(entry.join('')), 0);
  if (size <= maxMetadataBytes) return { ...metadata };
  throw new S3Error('MetadataTooLarge', { Size: String(size), MaxSizeAllowed: String(maxMetadataBytes) });
}

/** `a=1&b=2` */
function parseTags(text: string): Record<string, string> {
  return checkTags([...new URLSearchParams(text)]);
}
