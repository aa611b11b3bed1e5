import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dynamoDbFixture } from '../testing/dynamodb-fixture.ts';

const onlyNew = { ConditionExpression: 'attribute_not_exists(id)' };
const conditionFailed = {
  __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
  message: 'The conditional request failed',
};

describe('a DynamoDB response', () => {
  it('D1 carries a request id and the checksum of its body', async () => {
    const { dynamoDb } = await dynamoDbFixture();
    for (const [operation, input] of [
      ['ListTables', '{}'],
      ['GetItem', '{"TableName":"None"}'],
      ['Nothing', '{}'],
    ] as const) {
      const { body, headers } = await dynamoDb.call(operation, input);
      expect(headers['content-type']).toBe('application/x-amz-json-1.0');
      expect(headers['x-amz-crc32']).toBe(String(crc32(body)));
      expect(headers['x-amzn-requestid']).toMatch(/^[0-9A-Z]{52}$/);
    }
  });

  it.each(['{', '[]', '"text"', 'null', ''])('rejects the body %j', async (body) => {
    const { dynamoDb } = await dynamoDbFixture();
    const answer = await dynamoDb.call('GetItem', body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: 'com.amazon.coral.service#SerializationException' });
  });
});

describe('an item', () => {
  it('D2 that does not exist is 200 and an empty object', async () => {
    const { get } = await dynamoDbFixture();
    expect(await get('none')).toEqual({ status: 200, output: {} });
  });

  it('D3 is put with an empty response, or with the item it replaced', async () => {
    const { put } = await dynamoDbFixture();
    const allOld = { ReturnValues: 'ALL_OLD' };
    expect(await put({ id: { S: 'a' }, n: { N: '1' } }, allOld)).toEqual({ status: 200, output: {} });
    expect(await put({ id: { S: 'a' }, n: { N: '2' } })).toEqual({ status: 200, output: {} });
    expect(await put({ id: { S: 'a' } }, allOld)).toEqual({
      status: 200,
      output: { Attributes: { id: { S: 'a' }, n: { N: '2' } } },
    });
  });

  it('D4 D6 is put once with attribute_not_exists', async () => {
    const { put, get } = await dynamoDbFixture();
    expect(await put({ id: { S: 'a' } }, onlyNew)).toMatchObject({ status: 200 });
    expect(await put({ id: { S: 'a' }, n: { N: '1' } }, onlyNew)).toEqual({ status: 400, output: conditionFailed });
    expect((await get('a')).output).toEqual({ Item: { id: { S: 'a' } } });
  });

  it('D6 is put by only one of many concurrent writers', async () => {
    const { put } = await dynamoDbFixture();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => put({ id: { S: 'a' }, n: { N: String(n) } }, onlyNew)),
    );
    expect(results.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it.each(['PutItem', 'UpdateItem', 'DeleteItem'])(
    'D5 is returned with a failed condition of %s on request',
    async (operation) => {
      const { call, put } = await dynamoDbFixture();
      const item = { id: { S: '456' }, price: { N: '650' } };
      await put(item);
      const attempt = (id: string, more: object) =>
        call(operation, {
          TableName: 'Jobs',
          ...(operation === 'PutItem' ? { Item: { id: { S: id } } } : { Key: { id: { S: id } } }),
          ConditionExpression: 'price = :price',
          ExpressionAttributeValues: { ':price': { N: '1' } },
          ...more,
        });

      const { status, output } = await attempt('456', { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
      expect(status).toBe(400);
      expect(output).toMatchObject({ __type: conditionFailed.__type, Item: item });

      expect((await attempt('456', {})).output).toEqual(conditionFailed);
      expect((await attempt('456', { ReturnValuesOnConditionCheckFailure: 'NONE' })).output).toEqual(conditionFailed);
      const absent = await attempt('789', { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
      expect(absent.output).toEqual(conditionFailed);
      expect(await attempt('456', { ReturnValuesOnConditionCheckFailure: 'OTHER' })).toMatchObject({
        status: 400,
        output: { __type: 'com.amazon.coral.validate#ValidationException' },
      });
    },
  );

  it('D11 is rejected with a key that does not match the schema', async () => {
    const { call } = await dynamoDbFixture();
    for (const key of [{ other: { S: 'a' } }, { id: { N: '1' } }, { id: { S: 'a' }, other: { S: 'b' } }]) {
      expect(await call('GetItem', { TableName: 'Jobs', Key: key })).toMatchObject({
        status: 400,
        output: { message: 'The provided key element does not match the schema' },
      });
    }
  });

  it('D13 may hold an empty string, but not as its key; sets are not empty, numbers are strings', async () => {
    const { put, get } = await dynamoDbFixture();
    const number = '12345678901234567890123456789012345678';
    await put({ id: { S: 'a' }, text: { S: '' }, n: { N: number } });

    expect((await get('a')).output).toEqual({ Item: { id: { S: 'a' }, text: { S: '' }, n: { N: number } } });
    expect(await put({ id: { S: '' } })).toMatchObject({ status: 400 });
    expect(await put({ id: { S: 'b' }, set: { SS: [] } })).toMatchObject({ status: 400 });
    expect(await put({ id: { S: 'b' }, n: { N: `${number}9` } })).toMatchObject({ status: 400 });
    expect(await put({ id: { S: 'b' }, n: { N: 1 } })).toMatchObject({ status: 400 });
  });

  it('D18 is found page by page, filtered after the page is read', async () => {
    const { call, put } = await dynamoDbFixture();
    for (let n = 0; n < 5; n++) await put({ id: { S: `job-${n}` } });
    const page = { TableName: 'Jobs', Limit: 2, FilterExpression: 'attribute_exists(nothing)' };

    const { output } = await call('Scan', page);

    expect(output).toMatchObject({ Items: [], Count: 0, ScannedCount: 2 });
    expect(output).toHaveProperty('LastEvaluatedKey');
    const next = await call('Scan', { TableName: 'Jobs', ExclusiveStartKey: output.LastEvaluatedKey });
    expect(next.output.Items).toHaveLength(3);
  });

  it('appends a value set at any index beyond the end of a list', async () => {
    const { put, update, get } = await dynamoDbFixture();
    await put({ id: { S: 'a' }, things: { L: [{ S: 'x' }] } });
    const values = { ExpressionAttributeValues: { ':v': { S: 'y' } } };

    expect(await update('a', { UpdateExpression: 'SET things[999999999] = :v', ...values })).toMatchObject({
      status: 200,
    });

    expect((await get('a')).output).toMatchObject({ Item: { things: { L: [{ S: 'x' }, { S: 'y' }] } } });
  });

  it.each([
    ['PutItem', { Item: { id: { S: 'a' }, a: null } }],
    ['PutItem', { Item: { id: { S: 'a' }, a: { L: [null] } } }],
    ['Scan', { FilterExpression: 'a = :a', ExpressionAttributeValues: { ':a': null } }],
  ])('is rejected by %s with a null attribute', async (operation, input) => {
    const { call } = await dynamoDbFixture();
    expect(await call(operation, { TableName: 'Jobs', ...input })).toMatchObject({
      status: 400,
      output: { __type: 'com.amazon.coral.validate#ValidationException' },
    });
  });

  it.each([
    [`${'('.repeat(30)}a = b${')'.repeat(30)}`, 'at most 6 levels of parentheses'],
    [`${'attribute_exists(aaa) AND '.repeat(200)}a = b`, 'Expression size has exceeded the maximum allowed size'],
  ])('is not searched with an expression that would block the process: %.40s', async (FilterExpression, reason) => {
    const { call } = await dynamoDbFixture();
    expect(await call('Scan', { TableName: 'Jobs', FilterExpression })).toMatchObject({
      status: 400,
      output: { message: expect.stringContaining(reason) as string },
    });
  });
});
