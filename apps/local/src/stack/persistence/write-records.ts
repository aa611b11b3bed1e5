import { attempt, type FileSystem, writeFully } from './file-system.ts';
import { encodeRecord } from './record.ts';

const batchBytes = 1_048_576;

/** A file of records that is open for reading and writing. */
export interface RecordFile {
  readonly descriptor: number;
  readonly bytes: number;
  /** The sequence number of the last record. */
  readonly last: number;
}

/**
 * Replaces a file, which may be open; if that fails, the file is unchanged.
 * @param before the sequence number before that of the first record
 * @throws the file system's error
 */
export function replaceRecordFile(
  files: FileSystem,
  file: string,
  records: Iterable<string>,
  before: number,
): RecordFile {
  const replacement = `${file}.new`;
  const descriptor = files.openSync(replacement, 'w+', 0o600);
  try {
    const written = writeRecords(files, descriptor, records, before);
    files.renameSync(replacement, file);
    return { descriptor, ...written };
  } catch (error) {
    attempt(() => {
      files.closeSync(descriptor);
    });
    attempt(() => {
      files.rmSync(replacement, { force: true });
    });
    throw error;
  }
}

function writeRecords(files: FileSystem, descriptor: number, records: Iterable<string>, before: number) {
  let last = before;
  let bytes = 0;
  let batch: Buffer[] = [];
  let batched = 0;
  const write = () => {
    writeFully(files, descriptor, Buffer.concat(batch), bytes);
    bytes += batched;
    batch = [];
    batched = 0;
  };
  for (const json of records) {
    last += 1;
    const record = encodeRecord({ sequence: last, json });
    batch.push(record);
    batched += record.length;
    if (batched >= batchBytes) write();
  }
  write();
  return { bytes, last };
}
