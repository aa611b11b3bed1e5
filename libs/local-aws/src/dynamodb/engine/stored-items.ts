import type { Item, KeyRange, Store } from './dynalite.ts';

/** All items of a table. */
export const itemsOf = (store: Store, table: string): AsyncGenerator<Item> =>
  allValues<Item>(store, { gt: `item-${table}~`, lt: `item-${table}~~` });

/** The values of a range of keys, in the order of the keys, as they were when the first was read. */
export async function* allValues<T>(store: Store, range: KeyRange): AsyncGenerator<T> {
  const values = store.db.values(range);
  try {
    for (let page = await values.nextv(500); page.length > 0; page = await values.nextv(500)) yield* page as T[];
  } finally {
    await values.close();
  }
}
