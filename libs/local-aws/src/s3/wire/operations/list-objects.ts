import type { HttpResponse } from '../../../kernel/index.ts';
import type { ListedKeys } from '../../engine/list-keys.ts';
import type { ObjectRecord } from '../../engine/records.ts';
import { S3Error } from '../../engine/s3-error.ts';
import type { S3Call } from '../call.ts';
import { quoted } from '../object-headers.ts';
import { ownerOf, xmlResponse, xmlTime } from '../responses.ts';
import { numberParameter, urlEncoding } from './list-parameters.ts';

const pageSize = 1000;

/** ListObjectsV2. */
export function listObjectsV2(call: S3Call): HttpResponse {
  const { query } = call;
  const token = query.get('continuation-token');
  if (token === '') throw new S3Error('InvalidArgument', {}, 'The continuation token provided is incorrect');
  const { prefix, delimiter, maxKeys, encode } = parametersOf(call);
  const startAfter = query.get('start-after');
  const after = token === null ? (startAfter ?? '') : fromToken(token);
  const listed = call.bucket.list({ prefix, delimiter, maxKeys, after });
  const last = listed.entries.at(-1)?.name ?? '';
  return xmlResponse('ListBucketResult', {
    Name: call.bucket.name,
    Prefix: encode(prefix),
    StartAfter: startAfter === null ? undefined : encode(startAfter),
    ContinuationToken: token ?? undefined,
    NextContinuationToken: listed.isTruncated ? toToken(last) : undefined,
    KeyCount: listed.entries.length,
    MaxKeys: maxKeys,
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    EncodingType: query.get('encoding-type') ?? undefined,
    IsTruncated: listed.isTruncated,
    ...entriesOf(call, listed, encode, query.get('fetch-owner') === 'true'),
  });
}

/** ListObjects, the older form. */
export function listObjects(call: S3Call): HttpResponse {
  const { query } = call;
  const { prefix, delimiter, maxKeys, encode } = parametersOf(call);
  const marker = query.get('marker') ?? '';
  const listed = call.bucket.list({ prefix, delimiter, maxKeys, after: marker });
  const last = listed.entries.at(-1)?.name ?? '';
  return xmlResponse('ListBucketResult', {
    Name: call.bucket.name,
    Prefix: encode(prefix),
    Marker: encode(marker),
    NextMarker: listed.isTruncated && delimiter !== '' ? encode(last) : undefined,
    MaxKeys: maxKeys,
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    EncodingType: query.get('encoding-type') ?? undefined,
    IsTruncated: listed.isTruncated,
    ...entriesOf(call, listed, encode, true),
  });
}

function parametersOf(call: S3Call) {
  const { query } = call;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  call.authorize('s3:ListBucket', call.address, {
    ...(query.has('prefix') && { 's3:prefix': prefix }),
    ...(query.has('delimiter') && { 's3:delimiter': delimiter }),
    ...(query.has('max-keys') && { 's3:max-keys': query.get('max-keys') ?? '' }),
  });
  const maxKeys = numberParameter(query, 'max-keys', pageSize, { min: 0, max: pageSize });
  return { prefix, delimiter, maxKeys, encode: urlEncoding(query) };
}

function entriesOf(call: S3Call, { entries }: ListedKeys, encode: (text: string) => string, withOwner: boolean) {
  const describe = ({ key, lastModified, etag, size, checksum, headers }: ObjectRecord) => ({
    Key: encode(key),
    LastModified: xmlTime(lastModified),
    ETag: quoted(etag),
    ChecksumAlgorithm: checksum.algorithm,
    ChecksumType: checksum.type,
    Size: size,
    Owner: withOwner ? ownerOf(call) : undefined,
    StorageClass: headers['x-amz-storage-class'] ?? 'STANDARD',
  });
  return {
    Contents: entries.filter(({ isPrefix }) => !isPrefix).map(({ name }) => describe(call.bucket.find(name))),
    CommonPrefixes: entries.filter(({ isPrefix }) => isPrefix).map(({ name }) => ({ Prefix: encode(name) })),
  };
}

/** The opaque token for the position where a listing continues. */
const toToken = (after: string) => Buffer.from(`1${after}`).toString('base64');

function fromToken(token: string): string {
  const after = Buffer.from(token, 'base64').toString('utf8');
  if (after.startsWith('1')) return after.slice(1);
  throw new S3Error(
    'InvalidArgument',
    { ArgumentName: 'continuation-token' },
    'The continuation token provided is incorrect',
  );
}
