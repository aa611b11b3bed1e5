import { describe, expect, it } from 'vitest';
import { dynamoDbFixture, jobsTable } from '../../testing/dynamodb-fixture.ts';
import { mapStorage } from '../../testing/map-storage.ts';
import type { DynamoDbOptions } from '../dynamodb.ts';
import type { StreamViewType } from './stream-record.ts';
import type { TableStream } from './table-stream.ts';

const arn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/Jobs/stream/2026-01-01T00:00:00.000';
const dayMs = 86_400_000;
const streamed = (streamViewType: StreamViewType = 'NEW_IMAGE') => [{ ...jobsTable, streamViewType }];

async function streamFixture(options: Partial<DynamoDbOptions> = {}) {
  const fixture = await dynamoDbFixture({ tables: streamed(), ...options });
  const stream = fixture.dynamoDb.streams.byArn(arn);
  if (!stream) throw new Error('The table has no stream.');
  return { ...fixture, stream, ...readerOf(stream) };
}

const readerOf = (stream: TableStream) => ({
  records: (after?: string) => stream.read(after, 1000),
  changes: async () =>
    (await stream.read(undefined, 1000)).map(({ eventName, dynamodb: { Keys, NewImage } }) => [
      eventName,
      Keys.id?.S,
      ...(NewImage ? [NewImage.status?.S] : []),
    ]),
});
const item = (id: string, status: string) => ({ id: { S: id }, status: { S: status } });
const set = (status: string) => ({
  UpdateExpression: 'SET #status = :status',
  ExpressionAttributeNames: { '#status': 'status' },
  ExpressionAttributeValues: { ':status': { S: status } },
});

describe("a table's stream", () => {
  it('J3 has a record of each change with its keys, images and source ARN', async () => {
    const { put, update, call, records, clock } = await streamFixture({ tables: streamed('NEW_AND_OLD_IMAGES') });
    await put(item('a', 'Running'));
    await update('a', set('Success'));
    await call('DeleteItem', { TableName: 'Jobs', Key: { id: { S: 'a' } } });

    const [inserted, modified, removed] = await records();
    expect(inserted).toEqual({
      eventID: expect.stringMatching(/^[\da-f]{32}$/) as string,
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-west-1',
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(clock.now() / 1000),
        Keys: { id: { S: 'a' } },
        NewImage: item('a', 'Running'),
        SequenceNumber: expect.stringMatching(/^\d{21}$/) as string,
        SizeBytes: 19,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
      eventSourceARN: arn,
    });
    expect(modified).toMatchObject({
      eventName: 'MODIFY',
      dynamodb: { NewImage: item('a', 'Success'), OldImage: item('a', 'Running') },
    });
    expect(removed).toMatchObject({ eventName: 'REMOVE', dynamodb: { OldImage: item('a', 'Success') } });
    expect(removed?.dynamodb).not.toHaveProperty('NewImage');
    expect(removed).not.toHaveProperty('userIdentity');
  });

  it.each<[StreamViewType, string[]]>([
    ['KEYS_ONLY', []],
    ['NEW_IMAGE', ['NewImage']],
    ['OLD_IMAGE', ['OldImage']],
    ['NEW_AND_OLD_IMAGES', ['NewImage', 'OldImage']],
  ])("has the images of the table's view type: %s", async (viewType, images) => {
    const { put, records } = await streamFixture({ tables: streamed(viewType) });
    await put(item('a', 'Running'));
    await put(item('a', 'Success'));
    const [, record] = await records();
    expect(Object.keys(record?.dynamodb ?? {}).filter((name) => name.endsWith('Image'))).toEqual(images);
  });

  it('J4 has each change once and in order, and nothing for writes that change nothing or fail', async () => {
    const { put, update, call, changes } = await streamFixture();
    await put({ ...item('a', 'Running'), tags: { SS: ['x', 'y'] } });
    await put({ tags: { SS: ['y', 'x'] }, ...item('a', 'Running') });
    await update('a', set('Running'));
    await put(item('a', 'Failure'), { ConditionExpression: 'attribute_not_exists(id)' });
    await call('DeleteItem', { TableName: 'Jobs', Key: { id: { S: 'not there' } } });
    await update('a', set('Success'));
    await call('BatchWriteItem', {
      RequestItems: {
        Jobs: [{ PutRequest: { Item: item('b', 'Running') } }, { DeleteRequest: { Key: { id: { S: 'a' } } } }],
      },
    });

    const seen = await changes();
    expect(seen.slice(0, 2)).toEqual([
      ['INSERT', 'a', 'Running'],
      ['MODIFY', 'a', 'Success'],
    ]);
    expect(seen.slice(2).sort()).toEqual([
      ['INSERT', 'b', 'Running'],
      ['REMOVE', 'a'],
    ]);
  });

  it('keeps the order of concurrent writes to an item', async () => {
    const { put, call, records } = await streamFixture();
    await put({ id: { S: 'a' }, n: { N: '0' } });
    const add = { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } };
    await Promise.all(
      Array.from({ length: 200 }, () => call('UpdateItem', { TableName: 'Jobs', Key: { id: { S: 'a' } }, ...add })),
    );
    const numbers = (await records()).map(({ dynamodb }) => Number(dynamodb.NewImage?.n?.N));
    expect(numbers).toEqual(Array.from({ length: 201 }, (_, n) => n));
  });

  it('shows a record only once the item can be read', async () => {
    const { put, get, stream, records } = await streamFixture();
    const seen: unknown[] = [];
    stream.onRecords(() => {
      void records().then(async ([record]) => seen.push(record?.dynamodb.NewImage, (await get('a')).output.Item));
    });
    expect(await records()).toEqual([]);
    await put(item('a', 'Success'));
    await expect.poll(() => seen).toEqual([item('a', 'Success'), item('a', 'Success')]);
  });

  it("D15 marks the deletion of an expired item with the TTL service's identity", async () => {
    const { put, records, dynamoDb, clock } = await streamFixture();
    await put({ id: { S: 'a' }, expiresAt: { N: String(Math.floor(clock.now() / 1000) - 1) } });
    await dynamoDb.deleteExpiredItems();
    expect((await records())[1]).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    });
  });

  it('keeps records for a day', async () => {
    const { storage, entries } = mapStorage();
    const { put, changes, clock } = await streamFixture({ storage });
    await put(item('a', 'Running'));
    await clock.advance(dayMs / 2);
    await put(item('b', 'Running'));
    await clock.advance(dayMs / 2 + 1000);
    expect(await changes()).toEqual([['INSERT', 'b', 'Running']]);
    await clock.advance(3_600_000);
    await expect.poll(() => [...entries.keys()].filter((key) => key.startsWith('stream-')).length).toBe(1);
  });
});

describe('a persistent stream', () => {
  it('has its records and the positions of its readers after a restart, and continues with higher numbers', async () => {
    const { storage } = mapStorage();
    const before = await streamFixture({ storage });
    await before.put(item('a', 'Running'));
    await before.put(item('a', 'Success'));
    const [first] = await before.records();
    const position = first?.dynamodb.SequenceNumber ?? '';
    await before.stream.setPosition('pipe', position);
    await before.dynamoDb.stop();

    const after = await streamFixture({ storage });
    await after.put(item('b', 'Running'));

    expect(after.stream.position('pipe')).toBe(position);
    expect((await after.records(position)).map(({ dynamodb }) => dynamodb.NewImage)).toEqual([
      item('a', 'Success'),
      item('b', 'Running'),
    ]);
  });

  it('reuses no sequence number when only a reader position is left', async () => {
    const { storage, entries } = mapStorage();
    const before = await streamFixture({ storage });
    await before.put(item('a', 'Running'));
    await before.stream.setPosition('pipe', before.stream.latest);
    await before.dynamoDb.stop();
    for (const key of entries.keys()) if (key.startsWith('stream-')) entries.delete(key);

    const after = await streamFixture({ storage });
    await after.put(item('b', 'Running'));
    expect(await after.records(after.stream.position('pipe'))).toHaveLength(1);
  });

  it('is stored with the item or not at all', async () => {
    const { storage, fill } = mapStorage();
    const { put, get, changes } = await streamFixture({ storage });
    fill(true);
    expect((await put(item('a', 'Running'))).status).toBe(500);
    expect((await get('a')).output).toEqual({});
    fill(false);
    await put(item('b', 'Running'));
    expect(await changes()).toEqual([['INSERT', 'b', 'Running']]);
  });

  it('is a new stream without records after it was disabled', async () => {
    const { storage, entries } = mapStorage();
    const before = await streamFixture({ storage });
    await before.put(item('a', 'Running'));
    await before.stream.setPosition('pipe', before.stream.latest);
    await before.dynamoDb.streams.define([jobsTable]);
    expect(before.dynamoDb.streams.all).toEqual([]);
    expect([...entries.keys()].filter((key) => /^(?:stream|reader)-/.test(key))).toEqual([]);
    await before.put(item('b', 'Running'));

    await before.dynamoDb.streams.define(streamed());
    await before.put(item('c', 'Running'));
    const stream = before.dynamoDb.streams.byArn(arn);
    expect(stream?.position('pipe')).toBeUndefined();
    expect((await stream?.read(undefined, 10))?.map(({ dynamodb }) => dynamodb.Keys.id)).toEqual([{ S: 'c' }]);
  });
});

describe('the description of a table', () => {
  it('shows its stream', async () => {
    const { call } = await streamFixture();
    expect((await call('DescribeTable', { TableName: 'Jobs' })).output.Table).toMatchObject({
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      LatestStreamLabel: '2026-01-01T00:00:00.000',
      LatestStreamArn: arn,
    });
  });

  it('shows no stream for a table without one, and a call cannot enable one', async () => {
    const { call } = await dynamoDbFixture();
    expect((await call('DescribeTable', { TableName: 'Jobs' })).output.Table).not.toHaveProperty('LatestStreamArn');
    const message =
      "The local DynamoDB only supports streams of the template's tables. Enable the stream in the template.";
    for (const StreamEnabled of [true, false]) {
      const change = { TableName: 'Jobs', StreamSpecification: { StreamEnabled, StreamViewType: 'NEW_IMAGE' } };
      expect(await call('UpdateTable', change)).toMatchObject({ status: 400, output: { message } });
    }
    const create = (StreamEnabled: boolean) =>
      call('CreateTable', {
        TableName: 'Others',
        KeySchema: jobsTable.keySchema,
        AttributeDefinitions: jobsTable.attributeDefinitions,
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamEnabled },
      });
    expect(await create(true)).toMatchObject({ status: 400, output: { message } });
    expect(await create(false)).toMatchObject({ status: 200 });
  });
});
