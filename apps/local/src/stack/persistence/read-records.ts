import type { FileSystem } from './file-system.ts';
import { decodeRecord, type LogRecord } from './record.ts';

/** A piece of a file of records. */
export type Piece =
  | { readonly kind: 'record'; readonly record: LogRecord; /** The offset of its end. */ readonly end: number }
  /** Not a whole record: a part of one, or one with a wrong byte. */
  | { readonly kind: 'broken' }
  /** How many records before the next one are missing or broken. */
  | { readonly kind: 'gap'; readonly missing: number };

const chunkBytes = 1_048_576;
const lineBreak = 0x0a;

/** Reads records in order; whatever lies between two of them doesn't hide the records after it. */
export function* readRecords(files: FileSystem, descriptor: number): Generator<Piece> {
  let next: number | undefined;
  for (const { bytes, end } of readLines(files, descriptor)) {
    const record = decodeRecord(bytes);
    // A smaller number is left over from a failed write whose place another record took.
    if (!record || (next !== undefined && record.sequence < next)) {
      yield { kind: 'broken' };
      continue;
    }
    if (next !== undefined && record.sequence > next) yield { kind: 'gap', missing: record.sequence - next };
    yield { kind: 'record', record, end };
    next = record.sequence + 1;
  }
}

/** The lines that are not empty, each with the offset of its end; the last one may lack its line break. */
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
