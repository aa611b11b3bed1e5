import type { Item, Store } from './dynalite.ts';
import { validationError } from './errors.ts';
import { itemBytes } from './item-bytes.ts';

/** The functions of dynalite's module `db` that its operations call through the module. */
export interface DynaliteModule {
  itemSize: (item: Item) => number;
  createKey: (item: Item, table: Table, keySchema?: unknown) => string;
  updateIndexes: (store: Store, table: Table, old: Item | undefined, item: Item, callback: unknown) => void;
}

interface Table {
  readonly KeySchema: readonly { readonly AttributeName: string }[];
}

const maxKeyBytes = [
  [2048, 'Size of hashkey has exceeded the maximum size limit of2048 bytes'],
  [1024, 'Aggregated size of all range keys has exceeded the size limit of 1024 bytes'],
] as const;

/**
 * Makes dynalite count bytes where it counts characters, and lets a store look at an updated item before it or its index
 * entries are written. Errors thrown here are caught by the guarded store.
 */
export function patchDynalite(module: DynaliteModule): void {
  const { createKey, updateIndexes } = module;
  module.itemSize = itemBytes;
  module.createKey = (item, table, keySchema) => {
    if (keySchema === undefined) checkKeySize(item, table);
    return createKey(item, table, keySchema);
  };
  module.updateIndexes = (store, table, old, item, callback) => {
    store.checkUpdated?.(item);
    updateIndexes(store, table, old, item, callback);
  };
}

/** The maximum number of UTF-8 bytes of text keys (docs/facts/d.md#d20). */
function checkKeySize(item: Item, { KeySchema: schema }: Table): void {
  schema.forEach(({ AttributeName: name }, at) => {
    const text = item[name]?.S;
    const [max, message] = maxKeyBytes[at === 0 ? 0 : 1];
    if (typeof text === 'string' && Buffer.byteLength(text) > max) {
      throw validationError(`One or more parameter values were invalid: ${message}`);
    }
  });
}
