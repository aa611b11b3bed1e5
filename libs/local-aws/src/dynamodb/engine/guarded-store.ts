import type { Callback, Change, Item, Store, SubStore } from './dynalite.ts';

/** A store for one call of an operation. */
export interface GuardedStore {
  readonly store: Store;
  /** The item that the operation read last, under its lock (docs/facts/d.md#d5). */
  itemRead(): Item | undefined;
}

/**
 * A view of the store for one call. When dynalite's code throws in a callback, where nothing would catch it, the call
 * fails instead of the process, and the locks that it holds are released.
 * @param fail receives the thrown error
 */
export function guardStore(store: Store, fail: (error: unknown) => void): GuardedStore {
  let itemRead: Item | undefined;
  const releases = new Set<() => void>();
  const guarded = <A extends unknown[]>(callback: (...args: A) => void) => {
    return (...args: A): void => {
      try {
        callback(...args);
      } catch (error) {
        for (const abandon of releases) abandon();
        fail(error);
      }
    };
  };
  /** Pending changes to indexes, which dynalite makes before it changes the item. */
  const indexChanges: ((done: Callback) => void)[] = [];
  /** Changes the indexes when the item is changed; if the item can't be stored, they don't change either. */
  const withIndexes = (callback: Callback): Callback => {
    const runNext: Callback = (error, result) => {
      const next = error ? undefined : indexChanges.shift();
      if (error) indexChanges.length = 0;
      if (next) next(runNext);
      else callback(error, result);
    };
    return guarded(runNext);
  };
  const delayed = (indexStore: SubStore): SubStore => ({
    ...indexStore,
    put: (key, value, callback) => {
      indexChanges.push((done) => {
        indexStore.put(key, value, guarded(done));
      });
      callback(null);
    },
    del: (key, callback) => {
      indexChanges.push((done) => {
        indexStore.del(key, guarded(done));
      });
      callback(null);
    },
  });
  /** The items that the operation has read, each under its lock. */
  const itemsRead = new Map<string, Item | undefined>();
  /** Changes an item, together with the stream of its table. */
  const change = (table: string, items: SubStore, key: string, after: Item | undefined, callback: Callback) => {
    const { streams, isExpiry = false } = store;
    const stream = streams?.ofTable(table);
    const record = stream?.entryOf({ before: itemsRead.get(key), after, isExpiry });
    if (!stream || !record) {
      if (after) items.put(key, after, withIndexes(callback));
      else items.del(key, withIndexes(callback));
      return;
    }
    const entry = `item-${table}~${key}`;
    const item: Change = after ? { type: 'put', key: entry, value: after } : { type: 'del', key: entry };
    const done: Callback = (error, result) => {
      try {
        callback(error, result);
      } finally {
        stream.announce();
      }
    };
    void store.db.batch([item, record], withIndexes(done));
  };
  const guardSubStore = (table: string, subStore: SubStore): SubStore => ({
    ...subStore,
    put: (key, value, callback) => {
      change(table, subStore, key, value as Item, callback);
    },
    get: (key, callback) => {
      const keep: Callback = (error, result) => {
        itemRead = result as Item | undefined;
        itemsRead.set(key, itemRead);
        callback(error, result);
      };
      subStore.get(key, guarded(keep));
    },
    del: (key, callback) => {
      change(table, subStore, key, undefined, callback);
    },
    batch: (operations, callback) => {
      subStore.batch(operations, guarded(callback));
    },
    lock: (key, locked) => {
      const withLock = (release: (done: Callback) => Callback) => {
        let done: Callback | undefined;
        const releaseNow = release((error, result) => done?.(error, result));
        const releaseOnce: Callback = (error, result) => {
          if (releases.delete(abandon)) releaseNow(error, result);
        };
        const abandon = () => {
          done = undefined;
          releaseOnce(null);
        };
        releases.add(abandon);
        locked((callback) => {
          done = callback;
          return releaseOnce;
        });
      };
      subStore.lock(key, guarded(withLock));
    },
  });
  return {
    store: {
      ...store,
      getItemDb: (name) => guardSubStore(name, store.getItemDb(name)),
      getIndexDb: (type, table, index) => delayed(store.getIndexDb(type, table, index)),
      getTable: (name, checkStatus, callback) => {
        if (callback) store.getTable(name, checkStatus, guarded(callback));
        else store.getTable(name, guarded(checkStatus as Callback));
      },
    },
    itemRead: () => itemRead,
  };
}
