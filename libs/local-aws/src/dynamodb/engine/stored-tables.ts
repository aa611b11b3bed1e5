/** The part of dynalite's table description that concerns changes of state. */
interface StoredTable {
  readonly TableStatus?: string;
  readonly CreationDateTime?: number;
  readonly BillingModeSummary?: Readonly<Record<string, unknown>>;
  readonly GlobalSecondaryIndexes?: readonly object[];
}

const tablePrefix = 'table~';

export const isTableKey = (key: string): boolean => key.startsWith(tablePrefix);

/** Whether it is an entry of an index. Entries are derived from the items of the table, and are not kept. */
export const isIndexKey = (key: string): boolean => key.startsWith('index-');

/**
 * A table as it is stored. Dynalite creates and updates a table in two steps, the second on a timer. The first is
 * stored as if both were done, because the second only happens in memory.
 */
export function storedTable(value: unknown): unknown {
  const table = value as StoredTable;
  if (table.TableStatus !== 'CREATING' && table.TableStatus !== 'UPDATING') return value;
  const since = { LastUpdateToPayPerRequestDateTime: table.CreationDateTime };
  const billing = table.BillingModeSummary && { BillingModeSummary: { ...table.BillingModeSummary, ...since } };
  const indexes = table.GlobalSecondaryIndexes && {
    GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map((index) => ({ ...index, IndexStatus: 'ACTIVE' })),
  };
  return { ...table, TableStatus: 'ACTIVE', ...billing, ...indexes };
}

/** The entries of a storage, without tables whose deletion was not completed and without their items. */
export function withoutDeleted<Entry extends readonly [key: string, value: unknown]>(
  entries: readonly Entry[],
): Entry[] {
  const deleted = entries
    .filter(([key, value]) => isTableKey(key) && (value as StoredTable).TableStatus === 'DELETING')
    .map(([key]) => key.slice(tablePrefix.length));
  if (deleted.length === 0) return [...entries];
  const prefixes = deleted.flatMap((name) => [`item-${name}~`, `tag-${name}~`]);
  const keys = new Set(deleted.map((name) => `${tablePrefix}${name}`));
  return entries.filter(([key]) => !keys.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)));
}
