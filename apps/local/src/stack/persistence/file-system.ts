import * as nodeFileSystem from 'node:fs';

/** The part of `node:fs` that persistence needs, so that a test can make it fail. */
export type FileSystem = Pick<
  typeof nodeFileSystem,
  | 'chmodSync'
  | 'closeSync'
  | 'copyFileSync'
  | 'fstatSync'
  | 'ftruncateSync'
  | 'linkSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readdirSync'
  | 'readSync'
  | 'renameSync'
  | 'rmSync'
  | 'writeSync'
>;

export const fileSystem: FileSystem = nodeFileSystem;

/** @throws the file system's error; some bytes may have been written */
export function writeFully(files: FileSystem, descriptor: number, bytes: Buffer, position: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += files.writeSync(descriptor, bytes, written, bytes.length - written, position + written);
  }
}

/**
 * A buffer outside Node's pool: pooled buffers would fragment the memory between the values that the tables
 * keep, and double the memory they need.
 */
export function separateBuffer(text: string): Buffer {
  const buffer = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  buffer.write(text);
  return buffer;
}

/** The reason of an error without the system call and its path, such as `ENOSPC: no space left on device`. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^E[A-Z0-9]+: [^,]+/.exec(message)?.[0] ?? message;
}

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Runs something that may fail without harm, such as a cleanup. */
export function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // The next start cleans up.
  }
}
