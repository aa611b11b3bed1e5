import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpServer } from '../../kernel/index.ts';
import { jsonCall, localUser } from '../../wire/testing/json-call.ts';
import { dynamoDbFixture } from '../testing/dynamodb-fixture.ts';
import { createDynamoDbService } from './service.ts';

const account = { region: 'eu-west-1', accountId: '000000000000' };
async function sdkFixture(options: Parameters<typeof dynamoDbFixture>[0] = {}) {
  const { dynamoDb } = await dynamoDbFixture(options);
  const service = createDynamoDbService(dynamoDb, account);
  const server = createHttpServer((incoming) => service.handle(incoming, localUser));
  const port = await server.listen(0);
  onTestFinished(() => server.stop());
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: account.region,
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  onTestFinished(() => {
    client.destroy();
  });
  return client;
}

const item = (id: string) => ({ id: { S: id }, status: { S: 'Running' } });

describe('DynamoDB with the AWS SDK for JavaScript', () => {
  it('puts, gets, updates, finds and lists items', async () => {
    const client = await sdkFixture();
    const table = { TableName: 'Jobs' };

    await client.send(new PutItemCommand({ ...table, Item: item('ä/1') }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { Jobs: [{ PutRequest: { Item: item('b') } }] } }));
    const updated = await client.send(
      new UpdateItemCommand({
        ...table,
        Key: { id: { S: 'ä/1' } },
        UpdateExpression: 'SET #status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': { S: 'Success' } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const found = await client.send(
      new QueryCommand({
        ...table,
        KeyConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ':id': { S: 'b' } },
      }),
    );
    const { Item } = await client.send(new GetItemCommand({ ...table, Key: { id: { S: 'ä/1' } } }));
    const timeToLive = await client.send(new DescribeTimeToLiveCommand(table));

    expect(updated.Attributes).toEqual({ id: { S: 'ä/1' }, status: { S: 'Success' } });
    expect(found.Items).toEqual([item('b')]);
    expect(Item).toEqual(updated.Attributes);
    expect((await client.send(new ScanCommand(table))).Count).toBe(2);
    expect(timeToLive.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
  });

  it('D5 D19 throws errors by their name, with the item of a failed condition', async () => {
    const client = await sdkFixture();
    const put = new PutItemCommand({
      TableName: 'Jobs',
      Item: item('a'),
      ConditionExpression: 'attribute_not_exists(id)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await client.send(put);

    const error: unknown = await client.send(put).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: item('a'),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('D16 throws a fault by its name', async () => {
    const fault = { status: 400, code: 'ThrottlingException', message: 'Slow down.' };
    const client = await sdkFixture({ faults: { before: () => fault } });

    const error: unknown = await client
      .send(new PutItemCommand({ TableName: 'Jobs', Item: item('a') }))
      .catch((reason: unknown) => reason);

    expect(error).toMatchObject({
      name: 'ThrottlingException',
      message: 'Slow down.',
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
  });
});

describe('the DynamoDB service', () => {
  const table = 'arn:aws:dynamodb:eu-west-1:000000000000:table/Jobs';

  it.each([
    ['GetItem', { TableName: 'Jobs' }, table],
    ['GetItem', { TableName: table }, table],
    ['Query', { TableName: 'Jobs', IndexName: 'byDate' }, `${table}/index/byDate`],
    ['BatchGetItem', { RequestItems: { Jobs: {} } }, table],
    ['TagResource', { ResourceArn: table }, table],
    ['ListTables', {}, 'arn:aws:dynamodb:eu-west-1:000000000000:table/*'],
    ['GetItem', {}, 'arn:aws:dynamodb:eu-west-1:000000000000:table/*'],
  ])('needs the permission for %s %j', async (operation, input, resource) => {
    const { dynamoDb } = await dynamoDbFixture();
    const service = createDynamoDbService(dynamoDb, account);
    expect(service.permission(jsonCall(`DynamoDB_20120810.${operation}`, input))).toEqual({
      action: `dynamodb:${operation}`,
      resource,
    });
  });

  it('accepts a batch for only one table, so that it can check the permission', async () => {
    const { dynamoDb } = await dynamoDbFixture();
    const service = createDynamoDbService(dynamoDb, account);
    expect(() =>
      service.permission(jsonCall('DynamoDB_20120810.BatchGetItem', { RequestItems: { Jobs: {}, Other: {} } })),
    ).toThrow(/^The local run only supports batches for one table/);
  });

  it('formats errors in its protocol, with the full type name', async () => {
    const { dynamoDb } = await dynamoDbFixture();
    const service = createDynamoDbService(dynamoDb, account);
    const { status, headers, body } = service.errorResponse({
      status: 400,
      code: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
    expect(status).toBe(400);
    expect(headers).toHaveProperty('x-amz-crc32');
    expect(JSON.parse(body.toString())).toEqual({
      __type: 'com.amazon.coral.service#UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
  });
});
