import type { Checksum } from '../engine/checksums/checksum.ts';
import type { ObjectRecord } from '../engine/records.ts';
import { checksumHeader } from './incoming-body.ts';

/** The encryption headers of an object. On AWS, all objects are encrypted. */
export const encryptionHeaders = ({ headers }: Pick<ObjectRecord, 'headers'>): Record<string, string> => {
  const key = headers['x-amz-server-side-encryption-aws-kms-key-id'];
  return {
    'x-amz-server-side-encryption': headers['x-amz-server-side-encryption'] ?? 'AES256',
    ...(key !== undefined && { 'x-amz-server-side-encryption-aws-kms-key-id': key }),
  };
};

export const checksumHeaders = ({ algorithm, value, type }: Checksum): Record<string, string> => ({
  [checksumHeader(algorithm)]: value,
  'x-amz-checksum-type': type,
});

/** A checksum as XML elements. */
export const checksumElements = ({ algorithm, value, type }: Checksum) => ({
  [`Checksum${algorithm}`]: value,
  ChecksumType: type,
});

export const quoted = (etag: string) => `"${etag}"`;

/** All headers that a GET or HEAD returns about an object, except those about the requested range or part. */
export function objectHeaders(object: ObjectRecord): Record<string, string> {
  const { headers, metadata, tags } = object;
  const { 'x-amz-storage-class': storageClass, ...others } = headers;
  const tagCount = Object.keys(tags).length;
  return {
    'content-type': 'binary/octet-stream',
    ...others,
    ...encryptionHeaders(object),
    ...(storageClass !== undefined && storageClass !== 'STANDARD' && { 'x-amz-storage-class': storageClass }),
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    ...(tagCount > 0 && { 'x-amz-tagging-count': String(tagCount) }),
    'accept-ranges': 'bytes',
    etag: quoted(object.etag),
    'last-modified': new Date(object.lastModified).toUTCString(),
  };
}
