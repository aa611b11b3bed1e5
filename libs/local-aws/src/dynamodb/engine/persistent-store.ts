import type { Callback, Change, Store } from './dynalite.ts';
import { isIndexKey, isTableKey, storedTable, withoutDeleted } from './stored-tables.ts';
import type { EntryChange, TableStorage } from './table-storage.ts';

/** Loads a store from a storage, and then writes each change to the storage before applying it. */
export async function keepStore({ db }: Store, storage: TableStorage): Promise<void> {
  const entries = withoutDeleted([...storage.load()]);
  /** The tables as they are stored, as JSON. */
  const tables = new Map(
    entries.filter(([key]) => isTableKey(key)).map(([key, value]) => [key, JSON.stringify(value)]),
  );
  await db.batch(entries.map(([key, value]) => ({ type: 'put', key, value })));

  const toEntryChanges = (operations: readonly Change[]): EntryChange[] =>
    operations.flatMap((operation): EntryChange[] => {
      const { key } = operation;
      if (isIndexKey(key)) return [];
      if (operation.type === 'del') return [[key]];
      if (!isTableKey(key)) return [[key, operation.value]];
      const table = storedTable(operation.value);
      return tables.get(key) === JSON.stringify(table) ? [] : [[key, table]];
    });
  /** Stores the changes. @returns whether that succeeded; if not, the callback receives the error */
  const isStored = (operations: readonly Change[], callback: Callback | undefined): boolean => {
    const changes = toEntryChanges(operations);
    try {
      if (changes.length > 0) storage.write(changes);
    } catch (error) {
      if (!callback) throw error;
      setImmediate(callback, error as Error);
      return false;
    }
    for (const [key, value] of changes) if (isTableKey(key)) tables.set(key, JSON.stringify(value));
    return true;
  };

  const put = db.put.bind(db);
  const del = db.del.bind(db);
  const batch = db.batch.bind(db);
  db.put = (key, value, callback) => {
    if (isStored([{ type: 'put', key, value }], callback)) put(key, value, callback);
  };
  db.del = (key, callback) => {
    if (isStored([{ type: 'del', key }], callback)) del(key, callback);
  };
  db.batch = (operations, callback) => (isStored(operations, callback) ? batch(operations, callback) : undefined);
}
