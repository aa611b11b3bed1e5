import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from './errors.ts';

/** A file that describes where an API is. */
export interface FoundFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Looks for a file in a folder and its parents.
 * @throws UsageError when it exists but cannot be read
 */
export function findFile(folder: string, name: string): FoundFile | undefined {
  const found = readIfThere(join(folder, name));
  if (found) return found;
  const above = dirname(folder);
  return above === folder ? undefined : findFile(above, name);
}

/** @throws UsageError when it exists but cannot be read */
export function readIfThere(path: string): FoundFile | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      checkOwner(path, fstatSync(file).uid);
      return { path, text: readFileSync(file, 'utf8') };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot read ${path}: ${String(error)}`, { cause: error });
  }
}

/** Another user's file, in a parent folder that many may write to, could redirect jobs and a session's credentials. */
function checkOwner(path: string, owner: number): void {
  const user = process.getuid?.();
  if (user === undefined || owner === user) return;
  throw new UsageError(
    `${path} belongs to another user and is ignored. Specify the API with --url, or remove the file.`,
  );
}
