import { StorageError } from '../../kernel/index.ts';
import type { TableStorage } from '../engine/table-storage.ts';

/** Keeps entries in a map, as a file would: as JSON. */
export function mapStorage() {
  const entries = new Map<string, string>();
  let isFull = false;
  const storage: TableStorage = {
    load: () => [...entries].map(([key, json]): [string, unknown] => [key, JSON.parse(json)]),
    write: (changes) => {
      if (isFull) throw new StorageError('Cannot write tables.log: ENOSPC: no space left on device.');
      for (const [key, value] of changes) {
        if (value === undefined) entries.delete(key);
        else entries.set(key, JSON.stringify(value));
      }
    },
  };
  return {
    storage,
    entries,
    fill: (full: boolean) => {
      isFull = full;
    },
  };
}
