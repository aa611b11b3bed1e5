import { crc32 } from 'node:zlib';
import { LocalRunError } from '@jobs/local-aws/kernel';
import { quarantine } from './damage.ts';
import { type FileSystem, isMissing, separateBuffer, writeFully } from './file-system.ts';

/** The last acknowledged position of a log. */
export interface Acknowledged {
  /** The sequence number of its last record. */
  readonly last: number;
  /** Number of live entries (events or items). */
  readonly live: number;
}

const format = 1;
/** The file is overwritten in place, so it is padded to a length that rarely changes. */
const blockBytes = 512;
const closed = -1;

/**
 * Which logs belong to a folder, and how far each was written, so that a missing or truncated log is detected. The file
 * is one line, `<CRC-32> <JSON>`, which is rewritten after each record.
 */
export class Manifest {
  readonly file: string;
  /** The state of the file when it was opened. */
  readonly found: 'absent' | 'whole' | 'broken';
  /** The new name of a broken file. */
  readonly aside: string | undefined;
  readonly #files: FileSystem;
  #descriptor: number;
  readonly #logs: Map<string, Acknowledged>;

  /** @throws LocalRunError for another format */
  constructor(file: string, files: FileSystem) {
    this.file = file;
    this.#files = files;
    const text = readText(file, files);
    const logs = text === '' ? undefined : parse(text, file);
    this.found = text === '' ? 'absent' : logs ? 'whole' : 'broken';
    this.#logs = logs ?? new Map<string, Acknowledged>();
    if (this.found === 'broken') {
      this.aside = quarantine(file, files);
      files.rmSync(file);
    }
    this.#descriptor = files.openSync(file, logs ? 'r+' : 'w', 0o600);
    if (!logs) this.#write();
  }

  get names(): string[] {
    return [...this.#logs.keys()];
  }

  get(name: string): Acknowledged | undefined {
    return this.#logs.get(name);
  }

  /** @throws the file system's error; the manifest is then unchanged */
  acknowledge(name: string, acknowledged: Acknowledged): void {
    const before = this.#logs.get(name);
    this.#logs.set(name, acknowledged);
    try {
      this.#write();
    } catch (error) {
      if (before) this.#logs.set(name, before);
      else this.#logs.delete(name);
      throw error;
    }
  }

  close(): void {
    this.#files.closeSync(this.#descriptor);
    this.#descriptor = closed;
  }

  #write(): void {
    const json = JSON.stringify({ format, logs: Object.fromEntries(this.#logs) });
    const line = `${crc32(json).toString(16).padStart(8, '0')} ${json}`;
    const length = Math.ceil((line.length + 1) / blockBytes) * blockBytes;
    writeFully(this.#files, this.#descriptor, separateBuffer(`${line.padEnd(length - 1)}\n`), 0);
  }
}

/** Empty when the file does not exist. */
function readText(file: string, files: FileSystem): string {
  let descriptor: number;
  try {
    descriptor = files.openSync(file, 'r');
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
  try {
    const bytes = Buffer.alloc(files.fstatSync(descriptor).size);
    return bytes.toString('utf8', 0, files.readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    files.closeSync(descriptor);
  }
}

/** Undefined when the text is broken. */
function parse(text: string, file: string): Map<string, Acknowledged> | undefined {
  const line = text.slice(0, Math.max(0, text.indexOf('\n'))).trimEnd();
  const json = line.slice(9);
  if (line.slice(0, 8) !== crc32(json).toString(16).padStart(8, '0')) return undefined;
  const manifest = JSON.parse(json) as { readonly format: number; readonly logs: Record<string, Acknowledged> };
  if (manifest.format === format) return new Map(Object.entries(manifest.logs));
  throw new LocalRunError(
    `${file} has format ${manifest.format}, but this version reads format ${format}. Choose another folder with --data, or delete this one.`,
  );
}
