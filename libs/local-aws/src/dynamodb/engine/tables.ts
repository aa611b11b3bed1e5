import type { Store } from './dynalite.ts';
import { tableNotFound, validationError } from './errors.ts';
import { runOperation } from './run-operation.ts';
import type { GlobalIndex, KeyElement } from './table-definition.ts';

type Input = Readonly<Record<string, unknown>>;

export interface TableDescription {
  readonly TableName: string;
  readonly TableStatus: string;
  readonly KeySchema: readonly KeyElement[];
  readonly GlobalSecondaryIndexes?: readonly GlobalIndex[];
}

/** @throws the error of control-plane operations for a table that isn't there (docs/facts/d.md#d10) */
export async function describeTable(store: Store, name: string): Promise<TableDescription> {
  const { Table } = (await runOperation(store, 'DescribeTable', { TableName: name })) as { Table: TableDescription };
  return Table;
}

/** Resolves when a new table is active; dynalite activates it on a timer. */
export async function whenActive(store: Store, name: string): Promise<TableDescription> {
  for (;;) {
    const table = await describeTable(store, name);
    if (table.TableStatus === 'ACTIVE') return table;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** ListTables; dynalite's implementation reads every item of the store. */
export async function listTables(store: Store, input: Input): Promise<object> {
  const limit = input.Limit ?? 100;
  if (typeof limit !== 'number' || limit < 1 || limit > 100) {
    throw validationError(
      `1 validation error detected: Value '${JSON.stringify(limit)}' at 'limit' failed to satisfy constraint: Member must have value between 1 and 100`,
    );
  }
  const start = input.ExclusiveStartTableName;
  const names: string[] = [];
  for await (const key of store.db.keys({ gt: `table~${typeof start === 'string' ? start : ''}`, lt: 'table~~' })) {
    if (names.length === limit) return { TableNames: names, LastEvaluatedTableName: names.at(-1) };
    names.push(key.slice('table~'.length));
  }
  return { TableNames: names };
}

/** Whether the store has a table, in whatever state. */
export const hasTable = (store: Store, name: string): Promise<boolean> =>
  new Promise((resolve) => {
    store.getTable(name, false, (error) => {
      resolve(!error);
    });
  });

/** The `TableName` of an input, checked to exist. */
export async function existingTable(store: Store, input: Input): Promise<string> {
  const name = input.TableName;
  if (typeof name !== 'string') {
    const reason = "Value null at 'tableName' failed to satisfy constraint: Member must not be null";
    throw validationError(`1 validation error detected: ${reason}`);
  }
  if (!(await hasTable(store, name))) throw tableNotFound(name);
  return name;
}
