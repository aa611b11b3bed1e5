import type { HttpResponse } from '../../../kernel/index.ts';
import type { ObjectRecord } from '../../engine/records.ts';
import { S3Error } from '../../engine/s3-error.ts';
import { type ByteRange, parseRange } from '../byte-range.ts';
import type { S3Call } from '../call.ts';
import { checkReadConditions } from '../conditions.ts';
import { checksumHeaders, objectHeaders } from '../object-headers.ts';
import { emptyResponse } from '../responses.ts';
import { findReadable } from './find-readable.ts';

/** GetObject and HeadObject; the latter sends only the headers. */
export async function getObject(call: S3Call): Promise<HttpResponse> {
  const object = findReadable(call);
  const overrides = headerOverrides(call);
  if (checkReadConditions(object, (name) => call.header(name)) === 'not modified') {
    const { etag = '', 'last-modified': lastModified = '' } = objectHeaders(object);
    return emptyResponse(304, { etag, 'last-modified': lastModified });
  }
  const part = partRange(object, call.query.get('partNumber'));
  const range = part ?? parseRange(call.header('range'), object.size);
  const length = range ? range.end - range.start + 1 : object.size;
  const wantsChecksum = call.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' && !range;
  const headers = {
    ...objectHeaders(object),
    ...overrides,
    ...(wantsChecksum && checksumHeaders(object.checksum)),
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${object.size}` }),
    ...(part && object.partSizes && { 'x-amz-mp-parts-count': String(object.partSizes.length) }),
  };
  const content = call.request.method === 'HEAD' ? undefined : await call.bucket.read(object, range);
  return { ...emptyResponse(range ? 206 : 200, headers), stream: { length, ...(content && { content }) } };
}

/** The byte range of a part. An object that was not a multipart upload has a single part. */
function partRange({ size, partSizes = [size] }: ObjectRecord, number: string | null): ByteRange | undefined {
  if (number === null) return undefined;
  const index = Number(number) - 1;
  if (!Number.isInteger(index) || index < 0 || index >= 10_000) {
    throw new S3Error('InvalidArgument', {}, 'Part number must be an integer between 1 and 10000, inclusive');
  }
  const partSize = partSizes[index];
  if (partSize === undefined) {
    throw new S3Error('InvalidPartNumber', {
      ActualPartCount: String(partSizes.length),
      PartNumberRequested: number,
    });
  }
  const start = partSizes.slice(0, index).reduce((sum, each) => sum + each, 0);
  return partSize === 0 ? undefined : { start, end: start + partSize - 1 };
}

/** Headers that the query of a signed request sets, such as `response-content-type`. */
function headerOverrides(call: S3Call): Record<string, string> {
  const names = [
    'content-type',
    'content-language',
    'expires',
    'cache-control',
    'content-disposition',
    'content-encoding',
  ];
  const given = names.flatMap((name) => {
    const value = call.query.get(`response-${name}`);
    return value === null ? [] : [[name, value] as const];
  });
  if (given.length > 0 && !call.caller) {
    throw new S3Error(
      'InvalidRequest',
      {},
      'Request specific response headers cannot be used for anonymous GET requests.',
    );
  }
  return Object.fromEntries(given);
}
