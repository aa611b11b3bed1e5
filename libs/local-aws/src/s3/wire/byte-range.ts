import { S3Error } from '../engine/s3-error.ts';

/** Both ends belong to it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The one range that a `Range` header asks for; undefined, and so all, for any other header (RFC 9110, 14.2).
 * @throws S3Error `InvalidRange` when the object has nothing of it
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
