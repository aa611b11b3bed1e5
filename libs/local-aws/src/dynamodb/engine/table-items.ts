import type { Item, KeyRange, Store } from './dynalite.ts';

/** All items of a table. */
export const itemsOf = (store: Store, table: string): AsyncGenerator<Item> =>
  allValues<Item>(store, { gt: `item-${table}~`, lt: `item-${table}~~` });

/**
 * The values of a range of keys, in key order, as of the first read.
 * @param size the number of values to read at a time
 */
export async function* allValues<T>(store: Store, range: KeyRange, size = 500): AsyncGenerator<T> {
  const values = store.db.values(range);
  try {
    for (let page = await values.nextv(size); page.length > 0; page = await values.nextv(size)) yield* page as T[];
  } finally {
    await values.close();
  }
}
