import { describe, expect, it } from 'vitest';
import { dynamoDbFixture, jobsTable } from '../testing/dynamodb-fixture.ts';
import { mapStorage } from '../testing/map-storage.ts';
import type { GlobalIndex, TableDefinition } from './table-definition.ts';

const byStatus: GlobalIndex = {
  IndexName: 'ByStatus',
  KeySchema: [
    { AttributeName: 'statusKey', KeyType: 'HASH' },
    { AttributeName: 'createdAt', KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['finishedAt'] },
};

const indexed: TableDefinition = {
  ...jobsTable,
  attributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'statusKey', AttributeType: 'S' },
    { AttributeName: 'createdAt', AttributeType: 'S' },
  ],
  globalIndexes: [byStatus],
};

const item = (id: string, status: string, createdAt: string) => ({
  id: { S: id },
  statusKey: { S: status },
  createdAt: { S: createdAt },
  finishedAt: { S: 'now' },
  results: { S: 'x'.repeat(100) },
});

type Fixture = Awaited<ReturnType<typeof dynamoDbFixture>>;

const query = async ({ call }: Fixture, status: string, more: object = {}) =>
  call('Query', {
    TableName: 'Jobs',
    IndexName: 'ByStatus',
    KeyConditionExpression: 'statusKey = :status',
    ExpressionAttributeValues: { ':status': { S: status } },
    ...more,
  });

const idsOf = async (fixture: Fixture, status: string, more: object = {}) => {
  const { output } = await query(fixture, status, more);
  return (output.Items as { id: { S: string } }[]).map(({ id }) => id.S);
};

describe('a global index', () => {
  it('G9 contains the projected attributes of the items with its keys, in key order', async () => {
    const fixture = await dynamoDbFixture({ tables: [indexed] });
    await fixture.put(item('b', 'Success', '2'));
    await fixture.put(item('a', 'Success', '1'));
    await fixture.put({ id: { S: 'old' }, createdAt: { S: '0' } });
    expect((await query(fixture, 'Success')).output).toMatchObject({
      Items: [
        { id: { S: 'a' }, statusKey: { S: 'Success' }, createdAt: { S: '1' }, finishedAt: { S: 'now' } },
        { id: { S: 'b' }, statusKey: { S: 'Success' }, createdAt: { S: '2' }, finishedAt: { S: 'now' } },
      ],
    });
    expect(JSON.stringify((await query(fixture, 'Success')).output)).not.toContain('results');
    expect(await idsOf(fixture, 'Success', { ScanIndexForward: false })).toEqual(['b', 'a']);
  });

  it("is updated when an item's keys change or the item is deleted", async () => {
    const fixture = await dynamoDbFixture({ tables: [indexed] });
    await fixture.put(item('a', 'Running', '1'));
    await fixture.update('a', {
      UpdateExpression: 'SET statusKey = :done',
      ExpressionAttributeValues: { ':done': { S: 'Success' } },
    });
    expect(await idsOf(fixture, 'Running')).toEqual([]);
    expect(await idsOf(fixture, 'Success')).toEqual(['a']);
    await fixture.call('DeleteItem', { TableName: 'Jobs', Key: { id: { S: 'a' } } });
    expect(await idsOf(fixture, 'Success')).toEqual([]);
  });

  it.each([
    ['G3 a key of the index is missing', { id: { S: 'a' }, statusKey: { S: 'Success' } }, /starting key is invalid/],
    [
      'G4 it is in another partition',
      { id: { S: 'a' }, statusKey: { S: 'Failure' }, createdAt: { S: '1' } },
      /starting key is (?:outside query boundaries|invalid)/,
    ],
  ])('rejects a start key where %s', async (_, ExclusiveStartKey, message) => {
    const fixture = await dynamoDbFixture({ tables: [indexed] });
    await fixture.put(item('a', 'Success', '1'));
    const { status, output } = await query(fixture, 'Success', { ExclusiveStartKey });
    expect(status).toBe(400);
    expect(output.message).toMatch(message);
  });

  it('G5 continues after a start key with no item', async () => {
    const fixture = await dynamoDbFixture({ tables: [indexed] });
    for (const at of ['1', '2', '3']) await fixture.put(item(at, 'Success', at));
    const ExclusiveStartKey = { id: { S: 'nobody' }, statusKey: { S: 'Success' }, createdAt: { S: '1x' } };
    expect(await idsOf(fixture, 'Success', { ExclusiveStartKey })).toEqual(['2', '3']);
  });

  it('G6 rejects consistent reads', async () => {
    const fixture = await dynamoDbFixture({ tables: [indexed] });
    const { output } = await query(fixture, 'Success', { ConsistentRead: true });
    expect(output.message).toBe('Consistent reads are not supported on global secondary indexes');
  });
});

describe('the indexes of a persistent table', () => {
  it('do not contain items that could not be stored', async () => {
    const { storage, fill } = mapStorage();
    const fixture = await dynamoDbFixture({ tables: [indexed], storage });
    await fixture.put(item('a', 'Running', '1'));
    fill(true);
    expect((await fixture.put(item('a', 'Success', '1'))).status).toBe(500);
    expect((await fixture.put(item('b', 'Success', '1'))).status).toBe(500);
    fill(false);
    expect([await idsOf(fixture, 'Running'), await idsOf(fixture, 'Success')]).toEqual([['a'], []]);
    await fixture.put(item('a', 'Failure', '1'));
    expect([await idsOf(fixture, 'Running'), await idsOf(fixture, 'Failure')]).toEqual([[], ['a']]);
  });

  it('are rebuilt at the next start and not persisted themselves', async () => {
    const { storage, entries } = mapStorage();
    const before = await dynamoDbFixture({ tables: [indexed], storage });
    await before.put(item('a', 'Success', '1'));
    await before.dynamoDb.stop();
    expect([...entries.keys()].filter((key) => key.startsWith('index-'))).toEqual([]);
    const after = await dynamoDbFixture({ tables: [indexed], storage });
    expect(await idsOf(after, 'Success')).toEqual(['a']);
  });

  it('are added and removed with the template while the items stay', async () => {
    const { storage } = mapStorage();
    const first = await dynamoDbFixture({ tables: [jobsTable], storage });
    await first.put(item('a', 'Success', '1'));
    await first.dynamoDb.stop();
    const second = await dynamoDbFixture({ tables: [indexed], storage });
    expect(await idsOf(second, 'Success')).toEqual(['a']);
    expect((await second.get('a')).output).toEqual({ Item: item('a', 'Success', '1') });
    await second.dynamoDb.stop();
    const third = await dynamoDbFixture({ tables: [jobsTable], storage });
    expect((await query(third, 'Success')).output.message).toMatch(/does not have the specified index/);
    expect((await third.get('a')).output).toEqual({ Item: item('a', 'Success', '1') });
  });
});
