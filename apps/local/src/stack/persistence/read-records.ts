import type { FileSystem } from './file-system.ts';
import { decodeRecord, type LogRecord } from './record.ts';

/** A piece of a file of records. */
export type Piece =
  | { readonly kind: 'record'; readonly record: LogRecord; /** The offset of its end. */ readonly end: number }
  /** Not a valid record: an incomplete or a corrupted one. */
  | { readonly kind: 'broken' }
  /** Number of missing or broken records before the next one. */
  | { readonly kind: 'gap'; readonly missing: number };

const chunkBytes = 1_048_576;
const lineBreak = 0x0a;

/** Reads records in order, skipping anything invalid between them. */
export function* readRecords(files: FileSystem, descriptor: number): Generator<Piece> {
  let next: number | undefined;
  for (const { bytes, end } of readLines(files, descriptor)) {
    const record = decodeRecord(bytes);
    // A lower number is left over from a failed write that a later record has partly overwritten.
    if (!record || (next !== undefined && record.sequence < next)) {
      yield { kind: 'broken' };
      continue;
    }
    if (next !== undefined && record.sequence > next) yield { kind: 'gap', missing: record.sequence - next };
    yield { kind: 'record', record, end };
    next = record.sequence + 1;
  }
}

/** The non-empty lines, each with the offset of its end; the last one may lack its line break. */
function* readLines(files: FileSystem, descriptor: number): Generator<{ bytes: Buffer; end: number }> {
  let begun: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const length = files.readSync(descriptor, chunk, 0, chunkBytes, offset);
    let from = 0;
    for (let at = chunk.indexOf(lineBreak); at >= 0 && at < length; at = chunk.indexOf(lineBreak, from)) {
      const bytes = Buffer.concat([...begun, chunk.subarray(from, at)]);
      begun = [];
      from = at + 1;
      if (bytes.length > 0) yield { bytes, end: offset + from };
    }
    if (from < length) begun.push(chunk.subarray(from, length));
    offset += length;
    if (length === 0) break;
  }
  if (begun.length > 0) yield { bytes: Buffer.concat(begun), end: offset };
}
