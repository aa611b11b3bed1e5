import type { EntryChange, TableStorage } from '@jobs/local-aws/dynamodb';
import type { LogRecord } from './record.ts';
import { RecordLog, type RecordLogOptions } from './record-log.ts';

/** All tables in one file. */
export interface TableFile extends TableStorage {
  close(): void;
}

/** Opens or creates a file of tables. Each record is a list of changes. */
export function openTableFile(
  options: Pick<RecordLogOptions, 'file' | 'manifest' | 'files' | 'reportProblem'>,
): TableFile {
  const entries = new Map<string, unknown>();
  const keys = new Set<string>();
  const log = new RecordLog({
    ...options,
    name: 'tables',
    entries: ['item or table', 'items and tables'],
    apply: (json) => {
      const changes = parse(json);
      applyKeys(keys, changes);
      for (const [key, value] of changes)
        if (value === undefined) entries.delete(key);
        else entries.set(key, value);
    },
    live: () => keys.size,
    snapshot: latestChanges,
  });
  return {
    *load() {
      yield* entries;
      entries.clear();
    },
    write: (changes) => {
      log.append(JSON.stringify(changes), keys.size + growth(keys, changes));
      applyKeys(keys, changes);
      log.compactIfLarge();
    },
    close: () => {
      log.close();
    },
  };
}

const parse = (json: string) => JSON.parse(json) as readonly EntryChange[];

/** The changes that produced the current entries, each in a record of its own. */
function* latestChanges(records: () => Iterable<LogRecord>): Generator<string> {
  const latest = new Map<string, number>();
  for (const { sequence, json } of records()) for (const [key] of parse(json)) latest.set(key, sequence);
  for (const { sequence, json } of records()) {
    const changes = new Map(parse(json).map((change) => [change[0], change]));
    for (const [key, change] of changes) {
      if (latest.get(key) === sequence && change[1] !== undefined) yield JSON.stringify([change]);
    }
  }
}

function applyKeys(keys: Set<string>, changes: readonly EntryChange[]): void {
  for (const [key, value] of changes) {
    if (value === undefined) keys.delete(key);
    else keys.add(key);
  }
}

/** How much the changes add to the number of keys. */
function growth(keys: ReadonlySet<string>, changes: readonly EntryChange[]): number {
  let difference = 0;
  for (const [key, value] of new Map(changes.map(([name, changed]) => [name, changed]))) {
    difference += (value === undefined ? 0 : 1) - (keys.has(key) ? 1 : 0);
  }
  return difference;
}
