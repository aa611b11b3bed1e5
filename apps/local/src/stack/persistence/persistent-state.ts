import { join } from 'node:path';
import type { TableStorage } from '@jobs/local-aws/dynamodb';
import type { ArchiveStorage } from '@jobs/local-aws/eventbridge';
import { type Clock, LocalRunError } from '@jobs/local-aws/kernel';
import { openArchiveFiles } from './archive-files.ts';
import { countOf } from './damage.ts';
import { type EventJournalFile, openEventJournal } from './event-journal-file.ts';
import { attempt, type FileSystem, fileSystem, isMissing, reasonOf } from './file-system.ts';
import { lockFolder } from './folder-lock.ts';
import { Manifest } from './manifest.ts';
import { makeFolderPrivate } from './private-folder.ts';
import { openTableFile } from './table-file.ts';

/** What a stack keeps between runs. */
export interface PersistentState {
  readonly tables: TableStorage;
  readonly archives: ArchiveStorage;
  readonly journal: EventJournalFile;
  /** The parent folder of the buckets' folders. */
  readonly bucketFolder: string;
  close(): void;
}

export interface PersistentStateOptions {
  /** Holds a folder for each stack. */
  readonly folder: string;
  readonly stackName: string;
  readonly clock: Clock;
  readonly reportProblem: (problem: string) => void;
  /** @default node:fs */
  readonly files?: FileSystem;
}

/**
 * Opens or creates the folder of a stack, for exclusive use by this run.
 * @throws LocalRunError when it is in use, was written by an earlier version, or can't be read or written
 */
export function openPersistentState({ folder, stackName, ...options }: PersistentStateOptions): PersistentState {
  const own = join(folder, stackName);
  try {
    return open({ ...options, own });
  } catch (error) {
    if (error instanceof LocalRunError) throw error;
    throw new LocalRunError(
      `Cannot store data in ${own}: ${reasonOf(error)}. Fix this and start again, or choose another folder with --data.`,
      { cause: error },
    );
  }
}

interface OpenOptions extends Pick<PersistentStateOptions, 'clock' | 'reportProblem' | 'files'> {
  readonly own: string;
}

function open({ own, clock, reportProblem, files = fileSystem }: OpenOptions): PersistentState {
  const archiveFolder = join(own, 'archives');
  using opened = new DisposableStack();
  refuseEarlierFormat(own, files);
  files.mkdirSync(archiveFolder, { recursive: true, mode: 0o700 });
  const exposed = makeFolderPrivate(own, files);
  if (exposed > 0) {
    const count = countOf(exposed, ['file or folder is', 'files and folders are']);
    reportProblem(`${own} was accessible to other users: ${count} now private.`);
  }
  opened.defer(lockFolder(own, files));
  removeUnfinished([own, archiveFolder], files);

  const manifest = opened.adopt(new Manifest(join(own, 'manifest'), files), close);
  const common = { manifest, files, reportProblem };
  const tables = opened.adopt(openTableFile({ ...common, file: join(own, 'tables.log') }), close);
  const archives = opened.adopt(openArchiveFiles({ ...common, folder: archiveFolder }), close);
  const journal = opened.adopt(openEventJournal({ ...common, file: join(own, 'queue.log'), clock }), close);
  const problem = describeManifest(manifest);
  if (problem !== undefined) reportProblem(problem);

  const closing = opened.move();
  return {
    tables,
    archives,
    journal,
    bucketFolder: join(own, 'buckets'),
    close: () => {
      closing.dispose();
    },
  };
}

function close(each: { close(): void }): void {
  each.close();
}

/** Before there were checksums, the tables were a LevelDB, and the queue was `queue.jsonl`. */
function refuseEarlierFormat(own: string, files: FileSystem): void {
  for (const name of ['queue.jsonl', 'tables']) {
    if (!exists(join(own, name), files)) continue;
    throw new LocalRunError(
      `${own} was written by an earlier version, in a format that this version cannot read. Choose another folder with --data, or delete this one.`,
    );
  }
}

function exists(file: string, files: FileSystem): boolean {
  try {
    files.lstatSync(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Removes the files that a killed run was rewriting. */
function removeUnfinished(folders: readonly string[], files: FileSystem): void {
  for (const folder of folders) {
    for (const name of files.readdirSync(folder)) {
      if (name.endsWith('.new'))
        attempt(() => {
          files.rmSync(join(folder, name));
        });
    }
  }
}

/** Undefined when there is nothing to report about the manifest. */
function describeManifest(manifest: Manifest): string | undefined {
  const consequence = 'It is unknown whether other files are truncated.';
  if (manifest.found === 'broken') {
    return `Stored data is damaged: ${manifest.file}. ${consequence} The damaged file is kept as ${manifest.aside ?? ''}.`;
  }
  const isExpected = manifest.names.some((name) => (manifest.get(name)?.live ?? 0) > 0);
  if (manifest.found === 'whole' || !isExpected) return undefined;
  return `Stored data is missing: ${manifest.file} does not exist. ${consequence}`;
}
