import type { MayReplace } from '../engine/bucket.ts';
import type { ObjectRecord } from '../engine/records.ts';
import { S3Error } from '../engine/s3-error.ts';
import { quoted } from './object-headers.ts';

/** Reads a header of the request, possibly under another name. */
export type ReadHeader = (name: string) => string | undefined;

/**
 * Evaluates the conditions of a read (RFC 9110, 13.2.2).
 * @throws S3Error `PreconditionFailed`
 */
export function checkReadConditions(object: ObjectRecord, header: ReadHeader): 'send' | 'not modified' {
  const match = header('if-match');
  const unmodified = time(header('if-unmodified-since'));
  if (match === undefined ? unmodified < seconds(object) : !lists(match, object)) {
    const condition = match === undefined ? 'If-Unmodified-Since' : 'If-Match';
    throw new S3Error('PreconditionFailed', { Condition: condition });
  }
  const noneMatch = header('if-none-match');
  if (noneMatch !== undefined) return lists(noneMatch, object) ? 'not modified' : 'send';
  return time(header('if-modified-since')) >= seconds(object) ? 'not modified' : 'send';
}

/** The same conditions on the source of a copy, where all failures are the same error. */
export function checkCopyConditions(object: ObjectRecord, header: ReadHeader): void {
  const verdict = checkReadConditions(object, (name) => header(`x-amz-copy-source-${name}`));
  if (verdict === 'not modified')
    throw new S3Error('PreconditionFailed', { Condition: 'x-amz-copy-source-If-None-Match' });
}

/** Returns a check of whether a conditional write may replace the existing object. */
export function writeConditions(header: ReadHeader): MayReplace {
  const noneMatch = header('if-none-match');
  const match = header('if-match');
  if (noneMatch !== undefined && noneMatch.trim() !== '*') {
    throw new S3Error('NotImplemented', { Header: 'If-None-Match' });
  }
  return (existing) => {
    if (noneMatch !== undefined && existing) throw new S3Error('PreconditionFailed', { Condition: 'If-None-Match' });
    if (match === undefined) return;
    if (!existing) throw new S3Error('NoSuchKey');
    if (!lists(match, existing)) throw new S3Error('PreconditionFailed', { Condition: 'If-Match' });
  };
}

const lists = (etags: string, { etag }: ObjectRecord) =>
  etags.split(',').some((each) => ['*', etag, quoted(etag)].includes(each.trim().replace(/^W\//, '')));

/** NaN if there is no date, so that every comparison is false. */
const time = (text: string | undefined) => (text === undefined ? Number.NaN : Date.parse(text));

/** Dates of HTTP have no milliseconds. */
const seconds = ({ lastModified }: ObjectRecord) => Math.floor(lastModified / 1000) * 1000;
