import type { HttpResponse } from '../../../kernel/index.ts';
import { compareKeys } from '../../engine/compare-keys.ts';
import { S3Error } from '../../engine/s3-error.ts';
import type { S3Call } from '../call.ts';
import { checksumElements, quoted } from '../object-headers.ts';
import { ownerOf, xmlResponse, xmlTime } from '../responses.ts';
import { numberParameter, urlEncoding } from './list-parameters.ts';

const pageSize = 1000;

export function listParts(call: S3Call): HttpResponse {
  const { bucket, key, query } = call;
  const { record, parts } = bucket.upload(query.get('uploadId') ?? '', key);
  call.authorize('s3:ListMultipartUploadParts', call.address);
  const encode = urlEncoding(query);
  const max = numberParameter(query, 'max-parts', pageSize, { min: 0, max: pageSize });
  const marker = numberParameter(query, 'part-number-marker', 0, { min: 0, max: 10_000 });
  const rest = parts.filter(({ number }) => number > marker);
  const page = rest.slice(0, max);
  return xmlResponse('ListPartsResult', {
    Bucket: bucket.name,
    Key: encode(key),
    UploadId: record.id,
    Initiator: ownerOf(call),
    Owner: ownerOf(call),
    StorageClass: record.headers['x-amz-storage-class'] ?? 'STANDARD',
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: max,
    IsTruncated: rest.length > page.length,
    ChecksumAlgorithm: record.checksum?.algorithm,
    ChecksumType: record.checksum?.type,
    Part: page.map(({ number, lastModified, etag, size, checksum }) => ({
      PartNumber: number,
      LastModified: xmlTime(lastModified),
      ETag: quoted(etag),
      Size: size,
      ...{ ...checksumElements(checksum), ChecksumType: undefined },
    })),
  });
}

/** @throws S3Error for a delimiter, which is not supported */
export function listMultipartUploads(call: S3Call): HttpResponse {
  const { bucket, query } = call;
  if (query.get('delimiter')) {
    throw new S3Error('NotImplemented', {}, 'The local run does not support a delimiter in ListMultipartUploads.');
  }
  call.authorize('s3:ListBucketMultipartUploads', { bucket: bucket.name, key: '' });
  const encode = urlEncoding(query);
  const max = numberParameter(query, 'max-uploads', pageSize, { min: 1, max: pageSize });
  const prefix = query.get('prefix') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  const idMarker = query.get('upload-id-marker') ?? '';
  const rest = bucket.uploads
    .map(({ record }) => record)
    .sort((a, b) => compareKeys(a.key, b.key) || a.initiated - b.initiated || compareKeys(a.id, b.id))
    .filter(({ key }) => key.startsWith(prefix));
  const marked = rest.findIndex(({ key, id }) => key === keyMarker && id === idMarker);
  const after =
    marked >= 0
      ? rest.slice(marked + 1)
      : rest.filter(({ key }) => keyMarker === '' || compareKeys(key, keyMarker) > 0);
  const page = after.slice(0, max);
  const isTruncated = after.length > page.length;
  return xmlResponse('ListMultipartUploadsResult', {
    Bucket: bucket.name,
    KeyMarker: encode(keyMarker),
    UploadIdMarker: idMarker,
    NextKeyMarker: isTruncated ? encode(page.at(-1)?.key ?? '') : undefined,
    NextUploadIdMarker: isTruncated ? page.at(-1)?.id : undefined,
    Prefix: encode(prefix),
    MaxUploads: max,
    EncodingType: query.get('encoding-type') ?? undefined,
    IsTruncated: isTruncated,
    Upload: page.map(({ key, id, initiated, headers, checksum }) => ({
      Key: encode(key),
      UploadId: id,
      Initiator: ownerOf(call),
      Owner: ownerOf(call),
      StorageClass: headers['x-amz-storage-class'] ?? 'STANDARD',
      Initiated: xmlTime(initiated),
      ChecksumAlgorithm: checksum?.algorithm,
      ChecksumType: checksum?.type,
    })),
  });
}
