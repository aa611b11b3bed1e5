import type { Item, Store } from './dynalite.ts';

/** All items of a table. */
export async function* itemsOf(store: Store, table: string): AsyncGenerator<Item> {
  const values = store.db.values({ gt: `item-${table}~`, lt: `item-${table}~~` });
  try {
    for (let items = await values.nextv(500); items.length > 0; items = await values.nextv(500)) yield* items;
  } finally {
    await values.close();
  }
}
