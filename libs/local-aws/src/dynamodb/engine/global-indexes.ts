import { type Item, type Store, updateIndexes } from './dynalite.ts';
import { runOperation } from './run-operation.ts';
import { createTableInput, type GlobalIndex, type TableDefinition } from './table-definition.ts';
import { itemsOf } from './table-items.ts';
import { describeTable, whenActive } from './tables.ts';

/**
 * Adds the template's indexes to a table of an earlier run and fills them, because indexes are not kept between runs.
 */
export async function restoreIndexes(store: Store, table: TableDefinition): Promise<void> {
  const { GlobalSecondaryIndexes: kept = [] } = await describeTable(store, table.name);
  if (textOf(kept) !== textOf(table.globalIndexes ?? [])) await defineAgain(store, table);
  const description = await whenActive(store, table.name);
  if (!table.globalIndexes) return;
  for await (const item of itemsOf(store, table.name)) await addToIndexes(store, description, item);
}

/** The items survive, because they are stored under the name of their table. */
async function defineAgain(store: Store, table: TableDefinition): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    store.tableDb.del(table.name, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  await runOperation(store, 'CreateTable', createTableInput(table));
}

const addToIndexes = (store: Store, description: object, item: Item): Promise<void> =>
  new Promise((resolve, reject) => {
    updateIndexes(store, description, undefined, item, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });

const textOf = (indexes: readonly GlobalIndex[]): string =>
  JSON.stringify(
    indexes.map(({ IndexName, KeySchema, Projection: { ProjectionType, NonKeyAttributes } }) => [
      IndexName,
      KeySchema,
      ProjectionType,
      NonKeyAttributes,
    ]),
  );
