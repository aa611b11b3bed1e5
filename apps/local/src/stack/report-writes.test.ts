import { expect, it } from 'vitest';
import type { DynamoDb } from '@jobs/local-aws/dynamodb';
import type { StackEvent } from '@jobs/local-aws/kernel';
import { reportWrites } from './report-writes.ts';

/** The events reported for a call and its response. */
async function reportedEvents(operation: string, input: object, output: object, status = 200): Promise<StackEvent[]> {
  const reported: StackEvent[] = [];
  const answer = { status, headers: {}, body: JSON.stringify(output) };
  const dynamoDb = { call: () => Promise.resolve(answer) } as unknown as DynamoDb;
  const reporting = reportWrites(dynamoDb, (event) => reported.push(event));
  expect(await reporting.call(operation, JSON.stringify({ TableName: 'Jobs', ...input }))).toBe(answer);
  return reported;
}

const item = (status: string, more: object = {}) => ({
  id: { S: 'AROA/a' },
  jobId: { S: 'a' },
  status: { S: status },
  ...more,
});
const stored = { type: 'item-stored', tableName: 'Jobs', key: 'a' };

it('reports an item that was put, under the id of its job', async () => {
  expect(await reportedEvents('PutItem', { Item: item('Success') }, {})).toEqual([{ ...stored, status: 'Success' }]);
  expect(await reportedEvents('PutItem', { Item: { id: { S: 'b' } } }, {})).toEqual([{ ...stored, key: 'b' }]);
});

it('reports the progress that a job reports', async () => {
  const progress = { M: { percent: { N: '40' }, message: { S: 'Reading' }, updatedAt: { S: 'now' } } };
  const [event] = await reportedEvents('PutItem', { Item: item('Running', { progress }) }, {});
  expect(event).toEqual({ ...stored, status: 'Running', progress: '40% Reading' });
});

it('reports an updated item in its new state', async () => {
  const reported = await reportedEvents(
    'UpdateItem',
    { Key: { id: { S: 'AROA/a' } } },
    { Attributes: item('Cancelled') },
  );
  expect(reported).toEqual([{ ...stored, status: 'Cancelled' }]);
});

it.each([
  ['a rejected write', 'PutItem', { Item: item('Success') }, {}, 400],
  ['an update that does not return the new item', 'UpdateItem', {}, {}, 200],
  ['a read', 'GetItem', {}, { Item: item('Success') }, 200],
])('reports nothing for %s', async (_, operation, input, output, status) => {
  expect(await reportedEvents(operation, input, output, status)).toEqual([]);
});
