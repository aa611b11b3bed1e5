import { onTestFinished } from 'vitest';
import { AdjustableClock } from '../../kernel/index.ts';
import { createDynamoDb } from '../engine/create-dynamodb.ts';
import type { DynamoDbOptions } from '../engine/dynamodb.ts';
import type { TableDefinition } from '../engine/table-definition.ts';

/** A table like the stack's. */
export const jobsTable: TableDefinition = {
  name: 'Jobs',
  keySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  attributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  timeToLiveAttribute: 'expiresAt',
};

/** The table `Jobs` in memory, until the test ends. */
export async function dynamoDbFixture(options: Partial<DynamoDbOptions> = {}) {
  const clock = new AdjustableClock();
  const account = { region: 'eu-west-1', accountId: '000000000000' };
  const dynamoDb = await createDynamoDb({ ...account, tables: [jobsTable], clock, ...options });
  onTestFinished(() => dynamoDb.stop());
  const call = async (operation: string, input: object) => {
    const { status, body } = await dynamoDb.call(operation, JSON.stringify(input));
    return { status, output: JSON.parse(body) as Record<string, unknown> };
  };
  return {
    dynamoDb,
    clock,
    /** Calls an operation with an object as its input. */
    call,
    put: (item: object, more: object = {}) => call('PutItem', { TableName: 'Jobs', Item: item, ...more }),
    get: (id: string) => call('GetItem', { TableName: 'Jobs', Key: { id: { S: id } }, ConsistentRead: true }),
    update: (id: string, more: object) => call('UpdateItem', { TableName: 'Jobs', Key: { id: { S: id } }, ...more }),
  };
}
