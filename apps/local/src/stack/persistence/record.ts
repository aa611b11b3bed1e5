import { crc32 } from 'node:zlib';
import { separateBuffer } from './file-system.ts';

/** An entry of a {@link RecordLog}. */
export interface LogRecord {
  /** One more than that of the previous record. */
  readonly sequence: number;
  readonly json: string;
}

/**
 * A record as a line: the CRC-32 of the rest as 8 hex digits, the sequence number and the JSON, separated by spaces. A
 * line break also precedes it, so that one broken byte never damages two records, nor does a half-written record.
 */
export function encodeRecord({ sequence, json }: LogRecord): Buffer {
  const body = `${sequence} ${json}`;
  return separateBuffer(`\n${crc32(body).toString(16).padStart(8, '0')} ${body}\n`);
}

/** Undefined when the line is not a whole record. */
export function decodeRecord(line: Buffer): LogRecord | undefined {
  const head = /^([\da-f]{8}) (\d{1,16}) /i.exec(line.toString('latin1', 0, 26));
  if (!head) return undefined;
  const [all, checksum = '', sequence] = head;
  if (crc32(line.subarray(9)) !== Number.parseInt(checksum, 16)) return undefined;
  return { sequence: Number(sequence), json: line.toString('utf8', all.length) };
}
