import { describe, expect, it } from 'vitest';
import { dynamoDbFixture, jobsTable } from '../testing/dynamodb-fixture.ts';

const hourMs = 3_600_000;
const yearSeconds = 365 * 86_400;

describe('an item with a time to live', () => {
  it('D15 stays until it is deleted some time after it expired, and conditions see it', async () => {
    const { put, get, clock } = await dynamoDbFixture();
    await put({ id: { S: 'a' }, expiresAt: { N: String(Math.floor(clock.now() / 1000) + 60) } });

    await clock.advance(120_000);
    expect(await get('a')).toMatchObject({ output: { Item: { id: { S: 'a' } } } });
    expect(await put({ id: { S: 'a' } }, { ConditionExpression: 'attribute_not_exists(id)' })).toMatchObject({
      status: 400,
    });

    await clock.advance(hourMs);
    await expect.poll(() => get('a')).toEqual({ status: 200, output: {} });
  });

  it('D14 expires only by a Number of epoch seconds in the last five years', async () => {
    const { put, call, clock, dynamoDb } = await dynamoDbFixture();
    const now = Math.floor(clock.now() / 1000);
    const items: Record<string, object> = {
      expired: { expiresAt: { N: String(now - 1) } },
      'almost too old': { expiresAt: { N: String(now - 4 * yearSeconds) } },
      'too old': { expiresAt: { N: String(now - 6 * yearSeconds) } },
      later: { expiresAt: { N: String(now + 60) } },
      milliseconds: { expiresAt: { N: String(clock.now() - 1000) } },
      text: { expiresAt: { S: String(now - 1) } },
      without: {},
    };
    for (const [id, item] of Object.entries(items)) await put({ id: { S: id }, ...item });

    expect(await dynamoDb.deleteExpiredItems()).toBe(2);

    const { output } = await call('Scan', { TableName: 'Jobs' });
    const left = (output.Items as { id: { S: string } }[]).map(({ id }) => id.S);
    expect(left.sort()).toEqual(['later', 'milliseconds', 'text', 'too old', 'without']);
  });

  it('expires among thousands of other items', async () => {
    const { put, call, clock, dynamoDb } = await dynamoDbFixture();
    const expired = { N: String(Math.floor(clock.now() / 1000) - 1) };
    await Promise.all(
      Array.from({ length: 1200 }, (_, n) => put({ id: { S: `${n}` }, ...(n % 2 && { expiresAt: expired }) })),
    );

    expect(await dynamoDb.deleteExpiredItems()).toBe(600);
    expect((await call('Scan', { TableName: 'Jobs' })).output).toMatchObject({ Count: 600 });
  });
});

describe('the time to live of a table', () => {
  it('can be described, disabled and enabled', async () => {
    const { call, put, clock, dynamoDb } = await dynamoDbFixture();
    const table = { TableName: 'Jobs' };
    const describe = async () => (await call('DescribeTimeToLive', table)).output.TimeToLiveDescription;
    const update = (Enabled: boolean, AttributeName = 'expiresAt') =>
      call('UpdateTimeToLive', { ...table, TimeToLiveSpecification: { Enabled, AttributeName } });
    expect(await describe()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });

    expect(await update(true)).toMatchObject({ status: 400, output: { message: 'TimeToLive is already enabled' } });
    expect(await update(false)).toEqual({
      status: 200,
      output: { TimeToLiveSpecification: { Enabled: false, AttributeName: 'expiresAt' } },
    });
    expect(await describe()).toEqual({ TimeToLiveStatus: 'DISABLED' });
    await put({ id: { S: 'a' }, expiresAt: { N: String(Math.floor(clock.now() / 1000) - 1) } });
    expect(await dynamoDb.deleteExpiredItems()).toBe(0);

    expect(await update(false)).toMatchObject({ status: 400, output: { message: 'TimeToLive is already disabled' } });
    expect(await update(true)).toMatchObject({ status: 200 });
    expect(await dynamoDb.deleteExpiredItems()).toBe(1);
  });

  it('is off without an attribute in the template', async () => {
    const { name, keySchema, attributeDefinitions } = jobsTable;
    const { call } = await dynamoDbFixture({ tables: [{ name, keySchema, attributeDefinitions }] });
    expect((await call('DescribeTimeToLive', { TableName: 'Jobs' })).output).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' },
    });
    expect(await call('UpdateTimeToLive', { TableName: 'Jobs' })).toMatchObject({ status: 400 });
  });
});
