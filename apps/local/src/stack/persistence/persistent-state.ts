import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ArchiveStorage, fileArchiveStorage } from '@jobs/local-aws/eventbridge';
import { LocalRunError } from '@jobs/local-aws/kernel';
import { type EventJournalFile, openEventJournal } from './event-journal-file.ts';

/** Where a stack keeps its state between runs. */
export interface PersistentState {
  /** The folder of the tables. */
  readonly tables: string;
  readonly archives: ArchiveStorage;
  /** Opens the journal of the queue: only once the tables are open, which no second process can do meanwhile. */
  openJournal(): EventJournalFile;
}

/** @param folder holds a folder for each stack */
export function openPersistentState(folder: string, stackName: string): PersistentState {
  const own = join(folder, stackName);
  mkdirSync(own, { recursive: true });
  return {
    tables: join(own, 'tables'),
    archives: fileArchiveStorage(join(own, 'archives')),
    openJournal: () => openEventJournal(join(own, 'queue.jsonl')),
  };
}

/** Says in plain words when another process uses the folder. */
export function explainLockError(error: unknown, folder: string): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED')) return error;
  return new LocalRunError(`${folder} is in use by another run. Stop that, or choose another folder with --data.`, {
    cause: error,
  });
}
