import { join } from 'node:path';
import type { ArchiveStorage } from '@jobs/local-aws/eventbridge';
import { StorageError } from '@jobs/local-aws/kernel';
import { ArchiveFile } from './archive-file.ts';
import { type FileSystem, reasonOf } from './file-system.ts';
import type { Manifest } from './manifest.ts';

/** All archives, each in a file of its own. */
export interface ArchiveFiles extends ArchiveStorage {
  close(): void;
}

export interface ArchiveFilesOptions {
  /** Must exist. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: FileSystem;
  readonly reportProblem: (problem: string) => void;
}

/** Prefix of archive names in the manifest. */
const namePrefix = 'archives/';
const extension = '.log';

/** Opens the archives of a folder. */
export function openArchiveFiles({ folder, ...options }: ArchiveFilesOptions): ArchiveFiles {
  const archives = new Map<string, ArchiveFile>();
  const open = (name: string): ArchiveFile => {
    const file = join(folder, `${name}${extension}`);
    const archive = archives.get(name) ?? new ArchiveFile({ ...options, file, name: `${namePrefix}${name}` });
    archives.set(name, archive);
    return archive;
  };
  const listed = options.manifest.names.filter((name) => name.startsWith(namePrefix));
  const present = options.files.readdirSync(folder).filter((name) => name.endsWith(extension));
  for (const name of listed) open(name.slice(namePrefix.length));
  for (const name of present) open(name.slice(0, -extension.length));

  return {
    append: (name, archived) =>
      Promise.resolve().then(() => {
        openToWrite(() => open(name)).append(archived);
      }),
    // eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous for other storages
    read: async function* (name) {
      yield* archives.get(name)?.read() ?? [];
    },
    removeBefore: (name, time) => {
      archives.get(name)?.removeBefore(time);
      return Promise.resolve();
    },
    close: () => {
      for (const archive of archives.values()) archive.close();
    },
  };
}

/** @throws StorageError */
function openToWrite(open: () => ArchiveFile): ArchiveFile {
  try {
    return open();
  } catch (error) {
    throw new StorageError(`Cannot create an archive: ${reasonOf(error)}.`, { cause: error });
  }
}
