import { expect, it, onTestFinished, vi } from 'vitest';
import { openStore, type Store } from './dynalite.ts';
import { runOperation } from './run-operation.ts';

const TableName = 'Jobs';

/** Counts the open iterators of a store. */
function watchIterators({ db }: Store): () => number {
  const values = db.values.bind(db);
  let open = 0;
  db.values = (range) => {
    const iterator = values(range);
    const close = iterator.close.bind(iterator);
    open += 1;
    iterator.close = () => {
      open -= 1;
      return close();
    };
    return iterator;
  };
  return () => open;
}

it.each([
  ['Scan', { TableName }],
  ['Scan', { TableName, Limit: 1 }],
  ['Query', { TableName, KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': { S: '1' } } }],
])('leaves no iterator open after %s %j, which would pin its snapshot of the items', async (operation, input) => {
  const store = await openStore();
  onTestFinished(() => store.db.close());
  await runOperation(store, 'CreateTable', {
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await vi.waitFor(() => runOperation(store, 'PutItem', { TableName, Item: { id: { S: '1' } } }));
  await runOperation(store, 'PutItem', { TableName, Item: { id: { S: '2' } } });
  const open = watchIterators(store);

  expect(await runOperation(store, operation, input)).toHaveProperty('Items.0.id');
  await vi.waitFor(() => {
    expect(open()).toBe(0);
  });
});
