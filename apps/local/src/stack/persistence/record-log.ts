import { basename } from 'node:path';
import { StorageError } from '@jobs/local-aws/kernel';
import { countOf, describeDamage, type EntryName, type LogDamage, quarantine } from './damage.ts';
import { attempt, type FileSystem, isMissing, reasonOf, writeFully } from './file-system.ts';
import { loadRecords } from './load-records.ts';
import type { Manifest } from './manifest.ts';
import { readRecords } from './read-records.ts';
import { encodeRecord, type LogRecord } from './record.ts';
import { replaceRecordFile } from './write-records.ts';

export interface RecordLogOptions {
  readonly file: string;
  /** The log's name in the manifest. */
  readonly name: string;
  readonly entries: EntryName;
  readonly manifest: Manifest;
  readonly files: FileSystem;
  readonly reportProblem: (problem: string) => void;
  /** Called with each record of an earlier run. */
  readonly apply: (json: string) => void;
  /** Returns the number of live entries: neither replaced nor removed since. */
  readonly live: () => number;
  /** The records that are needed to restore the same entries. @param records all records of the file */
  readonly snapshot: (records: () => Iterable<LogRecord>) => Iterable<string>;
}

/** A smaller file isn't worth compacting. */
const minBytes = 1_048_576;
/** Makes writes after `close` fail, instead of going to the next file that gets the same descriptor. */
const closed = -1;

/**
 * Records in a file, each with a checksum and a sequence number, and acknowledged in the manifest. A record is handed
 * to the operating system before `append` returns, so it survives the end of the process at any moment; it is not
 * forced to the disk. Opening repairs what it can, sets a damaged file aside, and reports what is lost.
 */
export class RecordLog {
  readonly #options: RecordLogOptions;
  /** The first record of each file, which is not an entry: it reveals a lost beginning. */
  readonly #heading: string;
  #descriptor: number;
  #bytes = 0;
  #last = 0;
  #compactAt = minBytes;
  #isFailing = false;

  /** @throws the file system's error if the file can't be opened, or a damaged one can't be replaced */
  constructor(options: RecordLogOptions) {
    this.#options = options;
    this.#heading = JSON.stringify({ log: options.name });
    const { descriptor, isNew } = open(options);
    this.#descriptor = descriptor;
    try {
      const { bytes, last, count, damage } = loadRecords(descriptor, isNew, this.#heading, options);
      this.#bytes = bytes;
      this.#last = last;
      this.#compactAt = compactionLimit((bytes * options.live()) / Math.max(1, count));
      if (damage) this.#repair(damage);
      else if (this.#last === 0) this.#start();
      else this.#acknowledge();
    } catch (error) {
      attempt(() => {
        this.close();
      });
      throw error;
    }
  }

  /**
   * @param live the number of live entries once this record is written
   * @throws StorageError if the record can't be written; the log is then unchanged
   */
  append(json: string, live: number): void {
    const { manifest, files, name } = this.#options;
    const sequence = this.#last + 1;
    const record = encodeRecord({ sequence, json });
    try {
      writeFully(files, this.#descriptor, record, this.#bytes);
      manifest.acknowledge(name, { last: sequence, live });
    } catch (error) {
      attempt(() => {
        files.ftruncateSync(this.#descriptor, this.#bytes);
      });
      throw this.#failed(error);
    }
    this.#last = sequence;
    this.#bytes += record.length;
    this.#succeeded();
  }

  /** Compacts the file when most of it is obsolete. To be called after an `append`, once its entry counts as live. */
  compactIfLarge(): void {
    if (this.#bytes >= this.#compactAt) this.compact();
  }

  /** Rewrites the file; if that fails, leaves it unchanged and reports the problem. */
  compact(): void {
    try {
      this.#rewrite((missing) => {
        throw new Error(countOf(missing, ['record is broken', 'records are broken']));
      });
    } catch (error) {
      this.#compactAt = 2 * this.#bytes;
      const { file, reportProblem } = this.#options;
      reportProblem(`Cannot compact ${file}: ${reasonOf(error)}. The file grows until that succeeds.`);
    }
  }

  /**
   * The records of the file.
   * @param onGap called for records that have been damaged in the meantime
   */
  *records(onGap: (missing: number) => void): Generator<LogRecord> {
    for (const piece of readRecords(this.#options.files, this.#descriptor)) {
      if (piece.kind === 'gap') onGap(piece.missing);
      if (piece.kind === 'record' && piece.record.json !== this.#heading) yield piece.record;
    }
  }

  close(): void {
    this.#options.files.closeSync(this.#descriptor);
    this.#descriptor = closed;
  }

  #repair(damage: LogDamage): void {
    const { file, files, entries, manifest, name, live, reportProblem } = this.#options;
    const before = manifest.get(name)?.live;
    const aside = damage.isMissing ? undefined : quarantine(file, files);
    this.#rewrite(() => undefined);
    reportProblem(describeDamage({ file, entries, damage, before, left: live(), aside: aside && basename(aside) }));
  }

  /** Writes the heading of a new file. */
  #start(): void {
    const { files, manifest, name } = this.#options;
    const heading = encodeRecord({ sequence: 1, json: this.#heading });
    writeFully(files, this.#descriptor, heading, 0);
    manifest.acknowledge(name, { last: 1, live: 0 });
    this.#bytes = heading.length;
    this.#last = 1;
  }

  #rewrite(onGap: (missing: number) => void): void {
    const { file, files } = this.#options;
    const { descriptor, bytes, last } = replaceRecordFile(files, file, this.#snapshot(onGap), this.#last);
    const replaced = this.#descriptor;
    this.#descriptor = descriptor;
    this.#bytes = bytes;
    this.#last = last;
    this.#compactAt = compactionLimit(bytes);
    attempt(() => {
      files.closeSync(replaced);
    });
    this.#acknowledge();
  }

  /** If this fails, the file is merely ahead of the manifest, as after a kill. */
  #acknowledge(): void {
    const { manifest, name, live } = this.#options;
    attempt(() => {
      manifest.acknowledge(name, { last: this.#last, live: live() });
    });
  }

  *#snapshot(onGap: (missing: number) => void): Generator<string> {
    yield this.#heading;
    yield* this.#options.snapshot(() => this.records(onGap));
  }

  #failed(error: unknown): StorageError {
    const { file, reportProblem } = this.#options;
    const problem = `Cannot write ${file}: ${reasonOf(error)}.`;
    if (!this.#isFailing) reportProblem(`${problem} Requests that need it are rejected until it is writable again.`);
    this.#isFailing = true;
    return new StorageError(problem, { cause: error });
  }

  #succeeded(): void {
    if (!this.#isFailing) return;
    this.#isFailing = false;
    this.#options.reportProblem(`${this.#options.file} is writable again.`);
  }
}

/** @param needed approximate number of bytes that are still needed */
const compactionLimit = (needed: number): number => Math.max(minBytes, 4 * needed);

function open({ file, files }: RecordLogOptions): { readonly descriptor: number; readonly isNew: boolean } {
  try {
    return { descriptor: files.openSync(file, 'r+'), isNew: false };
  } catch (error) {
    if (!isMissing(error)) throw error;
    return { descriptor: files.openSync(file, 'wx+', 0o600), isNew: true };
  }
}
