import { describe, expect, it } from 'vitest';
import { dynamoDbFixture, jobsTable } from '../testing/dynamodb-fixture.ts';
import { mapStorage } from '../testing/map-storage.ts';

describe('persistent tables', () => {
  it('are restored after a restart, with their items and tags', async () => {
    const { storage } = mapStorage();
    const before = await dynamoDbFixture({ storage });
    for (const id of ['a', 'b', 'c']) await before.put({ id: { S: id }, status: { S: 'Running' } });
    await before.put({ id: { S: 'a' }, status: { S: 'Success' } });
    await before.call('DeleteItem', { TableName: 'Jobs', Key: { id: { S: 'b' } } });
    const ResourceArn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/Jobs';
    await before.call('TagResource', { ResourceArn, Tags: [{ Key: 'team', Value: 'jobs' }] });
    await before.dynamoDb.stop();

    const after = await dynamoDbFixture({ storage });

    expect((await after.get('a')).output).toEqual({ Item: { id: { S: 'a' }, status: { S: 'Success' } } });
    expect((await after.get('b')).output).toEqual({});
    expect((await after.get('c')).output).toEqual({ Item: { id: { S: 'c' }, status: { S: 'Running' } } });
    expect((await after.call('ListTables', {})).output).toEqual({ TableNames: ['Jobs'] });
    expect((await after.call('ListTagsOfResource', { ResourceArn })).output).toEqual({
      Tags: [{ Key: 'team', Value: 'jobs' }],
    });
  });

  it('reject a write that cannot be stored, and do not show it', async () => {
    const { storage, fill } = mapStorage();
    const { put, get, update } = await dynamoDbFixture({ storage });
    await put({ id: { S: 'a' }, n: { N: '1' } });

    fill(true);
    const refused = await put({ id: { S: 'a' }, n: { N: '2' } });
    await put({ id: { S: 'b' } });

    expect(refused.status).toBe(500);
    expect(refused.output.__type).toMatch(/#InternalServerError$/);
    expect((await get('a')).output).toEqual({ Item: { id: { S: 'a' }, n: { N: '1' } } });
    expect((await get('b')).output).toEqual({});
    fill(false);
    const add = { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } };
    expect((await update('a', add)).status).toBe(200);
    expect((await get('a')).output).toEqual({ Item: { id: { S: 'a' }, n: { N: '2' } } });
  });

  it('delete expired items later when the deletion cannot be stored now', async () => {
    const { storage, fill } = mapStorage();
    const { put, get, clock, dynamoDb } = await dynamoDbFixture({ storage });
    await put({ id: { S: 'a' }, expiresAt: { N: String(Math.floor(clock.now() / 1000)) } });
    const rejections: unknown[] = [];
    const collect = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', collect);

    fill(true);
    await clock.advance(3_600_000, nextTurns);
    expect((await get('a')).output).toHaveProperty('Item');
    fill(false);
    await clock.advance(3_600_000, nextTurns);
    await dynamoDb.stop();
    process.off('unhandledRejection', collect);

    expect(rejections).toEqual([]);
  });

  it('can be used even if the run ended while a table was being created or deleted', async () => {
    const { storage, entries } = mapStorage();
    const before = await dynamoDbFixture({ storage });
    await before.put({ id: { S: 'a' } });
    await before.dynamoDb.stop();
    const table = JSON.parse(entries.get('table~Jobs') ?? '{}') as object;
    expect(table).toMatchObject({ TableStatus: 'ACTIVE' });

    entries.set('table~Jobs', JSON.stringify({ ...table, TableStatus: 'DELETING' }));
    const after = await dynamoDbFixture({ storage });

    expect((await after.get('a')).output).toEqual({});
    expect((await after.put({ id: { S: 'b' } })).status).toBe(200);
  });

  it('fail to start when a table cannot be stored', async () => {
    const { storage, fill } = mapStorage();
    fill(true);
    await expect(dynamoDbFixture({ storage })).rejects.toThrow(/ENOSPC/);
  });

  it('are rejected with a different key', async () => {
    const { storage } = mapStorage();
    const before = await dynamoDbFixture({ storage });
    await before.dynamoDb.stop();
    const other = {
      ...jobsTable,
      keySchema: [{ AttributeName: 'name', KeyType: 'HASH' as const }],
      attributeDefinitions: [{ AttributeName: 'name', AttributeType: 'S' as const }],
    };

    await expect(dynamoDbFixture({ storage, tables: [other] })).rejects.toThrow(
      'The stored table Jobs has the key id (HASH), but the template has name (HASH).',
    );
  });
});

async function nextTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
