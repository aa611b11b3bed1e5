import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from './errors.ts';

/** A file that says where an API is. */
export interface FoundFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Looks for a file in a folder and in those above it.
 * @throws UsageError when it is there and can't be read
 */
export function findFile(folder: string, name: string): FoundFile | undefined {
  const found = readIfThere(join(folder, name));
  if (found) return found;
  const above = dirname(folder);
  return above === folder ? undefined : findFile(above, name);
}

/** @throws UsageError when it is there and can't be read */
export function readIfThere(path: string): FoundFile | undefined {
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw new UsageError(`${path} can't be read: ${String(error)}`, { cause: error });
  }
}
