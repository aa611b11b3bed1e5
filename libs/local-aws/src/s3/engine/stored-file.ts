import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/**
 * A file with a body followed by its metadata, so that both can be streamed and are replaced
 * together: `body | JSON | length of JSON | CRC-32 of JSON | mark`.
 */
const mark = Buffer.from('s3object');
const footerBytes = 8 + mark.length;
const ownerOnly = 0o600;

/** A stored file that is being written, under a temporary name until it is complete. */
export class FileWriter {
  readonly #file: string;
  readonly #handle: FileHandle;

  private constructor(file: string, handle: FileHandle) {
    this.#file = file;
    this.#handle = handle;
  }

  static async create(file: string): Promise<FileWriter> {
    return new FileWriter(file, await open(file, 'wx', ownerOnly));
  }

  async write(bytes: Buffer): Promise<void> {
    for (let written = 0; written < bytes.length;) {
      written += (await this.#handle.write(bytes, written)).bytesWritten;
    }
  }

  /** Ends the file; it still has its temporary name. */
  async finish(record: object): Promise<void> {
    const json = Buffer.from(JSON.stringify(record));
    const footer = Buffer.alloc(footerBytes);
    footer.writeUInt32BE(json.length, 0);
    footer.writeUInt32BE(crc32(json), 4);
    mark.copy(footer, 8);
    await this.write(Buffer.concat([json, footer]));
    await this.#handle.close();
  }

  /** Moves the file to its final location atomically. */
  moveTo(file: string): void {
    renameSync(this.#file, file);
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    rmSync(this.#file, { force: true });
  }
}

/** The record of a stored file and the size of its body in bytes; undefined if the file is broken. */
export function readRecord(file: string): { readonly record: unknown; readonly size: number } | undefined {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const footer = readAt(descriptor, size - footerBytes, footerBytes);
    if (!footer?.subarray(8).equals(mark)) return undefined;
    const start = size - footerBytes - footer.readUInt32BE(0);
    const json = readAt(descriptor, start, footer.readUInt32BE(0));
    if (!json || crc32(json) !== footer.readUInt32BE(4)) return undefined;
    return { record: JSON.parse(json.toString('utf8')) as unknown, size: start };
  } finally {
    closeSync(descriptor);
  }
}

function readAt(descriptor: number, position: number, length: number): Buffer | undefined {
  if (position < 0) return undefined;
  const bytes = Buffer.alloc(length);
  return readSync(descriptor, bytes, 0, length, position) === length ? bytes : undefined;
}
