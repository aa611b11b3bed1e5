import type { Clock } from '../../kernel/index.ts';
import { isDynaliteError } from './answer.ts';
import type { Item, Store } from './dynalite.ts';
import { runOperation } from './run-operation.ts';
import { itemsOf } from './table-items.ts';
import { describeTable } from './tables.ts';

const fiveYearsSeconds = 5 * 365 * 86_400;

/**
 * Deletes the items of a table that have expired (docs/facts/d.md#d14, #d15): their attribute is a Number, in epoch
 * seconds, that has passed, but not by more than five years.
 * @returns how many were deleted
 */
export async function deleteExpired(store: Store, table: string, attribute: string, clock: Clock): Promise<number> {
  const nowSeconds = clock.now() / 1000;
  const { KeySchema: keySchema } = await describeTable(store, table);
  const keys = keySchema.map(({ AttributeName: name }) => name);
  let deleted = 0;
  for await (const item of itemsOf(store, table)) {
    const expiresAt = numberOf(item, attribute);
    if (expiresAt === undefined || expiresAt > nowSeconds || expiresAt < nowSeconds - fiveYearsSeconds) continue;
    if (await deleteUnchanged(store, table, item, keys, attribute)) deleted++;
  }
  return deleted;
}

function numberOf(item: Item, attribute: string): number | undefined {
  const value = item[attribute]?.N;
  return typeof value === 'string' ? Number(value) : undefined;
}

/** Deletes an item unless its expiry has changed in the meantime. */
async function deleteUnchanged(store: Store, table: string, item: Item, keys: readonly string[], attribute: string) {
  const input = {
    TableName: table,
    Key: Object.fromEntries(keys.map((key) => [key, item[key]])),
    ConditionExpression: '#expiry = :expiry',
    ExpressionAttributeNames: { '#expiry': attribute },
    ExpressionAttributeValues: { ':expiry': item[attribute] },
  };
  try {
    await runOperation({ ...store, isExpiry: true }, 'DeleteItem', input);
    return true;
  } catch (error) {
    if (isDynaliteError(error) && String(error.body.__type).endsWith('#ConditionalCheckFailedException')) return false;
    throw error;
  }
}
