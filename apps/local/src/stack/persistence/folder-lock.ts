import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LocalRunError } from '@jobs/local-aws/kernel';
import { attempt, codeOf, type FileSystem } from './file-system.ts';

/** https://www.sqlite.org/rescode.html */
const busy = 5;
const corrupt = 11;
const notADatabase = 26;

/**
 * Keeps other runs out of a folder until `unlock` is called or the process ends for any reason. It uses the lock of
 * an empty SQLite database, because Node can't lock files itself.
 * @returns `unlock`
 * @throws LocalRunError while another run has the lock
 */
export function lockFolder(folder: string, files: FileSystem): () => void {
  const file = join(folder, 'lock');
  makePrivate(file, files);
  try {
    return lock(file, folder);
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
    if (code !== corrupt && code !== notADatabase) throw error;
  }
  files.rmSync(file);
  makePrivate(file, files);
  return lock(file, folder);
}

/** Creates the file as private. Doesn't open an existing file: closing it would release this process's lock on it. */
function makePrivate(file: string, files: FileSystem): void {
  try {
    files.closeSync(files.openSync(file, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function lock(file: string, folder: string): () => void {
  const database = new DatabaseSync(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    attempt(() => {
      database.close();
    });
    if (!(error instanceof Error && 'errcode' in error && error.errcode === busy)) throw error;
    throw new LocalRunError(
      `${folder} is in use by another run. Stop that run, or choose another folder with --data.`,
      {
        cause: error,
      },
    );
  }
  return () => {
    database.close();
  };
}
