import { crc32 } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { AdjustableClock } from '../clock.ts';
import { createDynamoDb } from './create-dynamodb.ts';
import type { DynamoDb, DynamoDbOptions } from './dynamodb.ts';
import type { TableDefinition } from './table-definition.ts';

const jobs: TableDefinition = {
  name: 'Jobs',
  keySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  attributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  timeToLiveAttribute: 'expiresAt',
};

const started: DynamoDb[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((dynamoDb) => dynamoDb.stop()));
});

async function start(options: Partial<DynamoDbOptions> = {}) {
  const clock = new AdjustableClock();
  const dynamoDb = await createDynamoDb({
    tables: [jobs],
    clock,
    region: 'eu-west-1',
    accountId: '000000000000',
    ...options,
  });
  started.push(dynamoDb);
  const call = async (operation: string, input: object) => {
    const { status, body } = await dynamoDb.call(operation, JSON.stringify(input));
    return { status, output: JSON.parse(body) as unknown };
  };
  const put = (item: object, more: object = {}) => call('PutItem', { TableName: 'Jobs', Item: item, ...more });
  const get = (id: string) => call('GetItem', { TableName: 'Jobs', Key: { id: { S: id } } });
  return { dynamoDb, clock, call, put, get };
}

describe('a DynamoDB table', () => {
  it('D1 answers with the checksum of the body as sent', async () => {
    const { dynamoDb } = await start();

    const { status, body, headers } = await dynamoDb.call('ListTables', '{}');

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/x-amz-json-1.0');
    expect(headers['x-amz-crc32']).toBe(String(crc32(body)));
    expect(headers['x-amzn-requestid']).toMatch(/^[0-9A-Z]{52}$/);
    expect(JSON.parse(body)).toEqual({ TableNames: ['Jobs'] });
  });

  it('D2 answers a missing key with 200 and an empty object', async () => {
    const { get } = await start();
    expect(await get('none')).toEqual({ status: 200, output: {} });
  });

  it('D4 D5 gives the old item with a failed condition when it is asked for', async () => {
    const { put } = await start();
    const onlyNew = { ConditionExpression: 'attribute_not_exists(id)' };
    await put({ id: { S: 'a' }, status: { S: 'Running' } }, onlyNew);

    const plain = await put({ id: { S: 'a' } }, onlyNew);
    const withItem = await put({ id: { S: 'a' } }, { ...onlyNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });

    expect(plain).toEqual({
      status: 400,
      output: {
        __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
        message: 'The conditional request failed',
      },
    });
    expect(withItem).toMatchObject({ status: 400, output: { Item: { id: { S: 'a' }, status: { S: 'Running' } } } });
  });

  it('D14 D15 keeps an expired item until it is deleted some time later', async () => {
    const { put, get, clock } = await start();
    await put({ id: { S: 'a' }, expiresAt: { N: String(Math.floor(clock.now() / 1000) + 60) } });

    await clock.advance(120_000);
    expect(await get('a')).toMatchObject({ output: { Item: { id: { S: 'a' } } } });

    await clock.advance(3_600_000);
    await expect.poll(() => get('a')).toEqual({ status: 200, output: {} });
  });
});
