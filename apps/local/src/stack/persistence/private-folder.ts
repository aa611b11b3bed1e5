import { join } from 'node:path';
import type { FileSystem } from './file-system.ts';

const permissions = 0o777;
const ofOthers = 0o077;

/**
 * Removes other users' permissions from a folder and everything in it; links stay as they are.
 * @returns how many files and folders other users could access
 */
export function makeFolderPrivate(folder: string, files: FileSystem): number {
  // Windows has no such modes.
  if (process.platform === 'win32') return 0;
  const status = files.lstatSync(folder);
  if (status.isSymbolicLink()) return 0;
  let changed = 0;
  if ((status.mode & ofOthers) !== 0) {
    files.chmodSync(folder, status.mode & permissions & ~ofOthers);
    changed += 1;
  }
  if (!status.isDirectory()) return changed;
  for (const name of files.readdirSync(folder)) changed += makeFolderPrivate(join(folder, name), files);
  return changed;
}
