import { S3Error } from '../engine/s3-error.ts';

/** A range of bytes, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Parses a `Range` header with a single range; undefined (the whole object) for any other header (RFC 9110, 14.2).
 * @throws S3Error `InvalidRange` if the range is outside the object
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return undefined;
  if (start < size && start <= end) return { start, end };
  throw new S3Error('InvalidRange', { RangeRequested: header ?? '', ActualObjectSize: String(size) });
}
