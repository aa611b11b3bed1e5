import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../wire/index.ts';
import { jsonCall, localUser } from '../../wire/testing/json-call.ts';
import { dynamoDbFixture, jobsTable } from '../testing/dynamodb-fixture.ts';
import { createDynamoDbStreamsService } from './streams-service.ts';

const arn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/Jobs/stream/2026-01-01T00:00:00.000';

async function fixture() {
  const { dynamoDb, put, clock } = await dynamoDbFixture({ tables: [{ ...jobsTable, streamViewType: 'NEW_IMAGE' }] });
  const service = createDynamoDbStreamsService(dynamoDb);
  const call = async (operation: string, input: object) => {
    const request = jsonCall(`DynamoDBStreams_20120810.${operation}`, input);
    expect(service.accepts(request)).toBe(true);
    try {
      return JSON.parse((await service.handle(request, localUser)).body as string) as Record<string, unknown>;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return JSON.parse(service.errorResponse(error).body as string) as Record<string, unknown>;
    }
  };
  const { StreamDescription } = (await call('DescribeStream', { StreamArn: arn })) as {
    StreamDescription: { Shards: { ShardId: string }[] };
  };
  const shard = { StreamArn: arn, ShardId: StreamDescription.Shards[0]?.ShardId };
  return {
    ...{ dynamoDb, put, clock, service, call, StreamDescription },
    iterator: async (type: string, SequenceNumber?: string) => {
      const input = { ...shard, ShardIteratorType: type, ...(SequenceNumber !== undefined && { SequenceNumber }) };
      return (await call('GetShardIterator', input)).ShardIterator;
    },
    read: async (ShardIterator: unknown, more: object = {}) =>
      (await call('GetRecords', { ShardIterator, ...more })) as {
        Records: { eventID: string; dynamodb: { Keys: object; SequenceNumber: string } }[];
        NextShardIterator: string;
      },
  };
}

const keysOf = (records: readonly { readonly dynamodb: { readonly Keys: object } }[]) =>
  records.map(({ dynamodb }) => (dynamodb.Keys as { id: { S: string } }).id.S);

describe('DynamoDB Streams', () => {
  it('lists and describes the streams of tables', async () => {
    const { call, StreamDescription } = await fixture();
    const stream = { StreamArn: arn, TableName: 'Jobs', StreamLabel: '2026-01-01T00:00:00.000' };
    expect(await call('ListStreams', {})).toEqual({ Streams: [stream] });
    expect(await call('ListStreams', { TableName: 'Others' })).toEqual({ Streams: [] });
    expect(StreamDescription).toMatchObject({
      ...stream,
      StreamStatus: 'ENABLED',
      StreamViewType: 'NEW_IMAGE',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    });
  });

  it('reads records page by page, and continues with those that come later', async () => {
    const { put, iterator, read } = await fixture();
    for (const id of ['a', 'b', 'c']) await put({ id: { S: id } });
    const first = await read(await iterator('TRIM_HORIZON'), { Limit: 2 });
    expect(keysOf(first.Records)).toEqual(['a', 'b']);
    const second = await read(first.NextShardIterator);
    expect(keysOf(second.Records)).toEqual(['c']);
    expect((await read(second.NextShardIterator)).Records).toEqual([]);
    await put({ id: { S: 'd' } });
    expect(keysOf((await read(second.NextShardIterator)).Records)).toEqual(['d']);
  });

  it('starts at any iterator type', async () => {
    const { put, iterator, read } = await fixture();
    for (const id of ['a', 'b', 'c']) await put({ id: { S: id } });
    const { Records: records } = await read(await iterator('TRIM_HORIZON'));
    const number = records[1]?.dynamodb.SequenceNumber;
    expect(keysOf((await read(await iterator('AT_SEQUENCE_NUMBER', number))).Records)).toEqual(['b', 'c']);
    expect(keysOf((await read(await iterator('AFTER_SEQUENCE_NUMBER', number))).Records)).toEqual(['c']);
    const latest = await iterator('LATEST');
    await put({ id: { S: 'd' } });
    expect(keysOf((await read(latest)).Records)).toEqual(['d']);
  });

  it('returns the record at a sequence number, with the identity of an expiry', async () => {
    const { put, iterator, read, dynamoDb, clock } = await fixture();
    await put({ id: { S: 'a' }, expiresAt: { N: String(Math.floor(clock.now() / 1000) - 1) } });
    await dynamoDb.deleteExpiredItems();
    const { Records: records } = await read(await iterator('TRIM_HORIZON'));
    expect(records[1]).toMatchObject({
      eventName: 'REMOVE',
      eventSource: 'aws:dynamodb',
      userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
    });
    expect(records[0]).not.toHaveProperty('eventSourceARN');
  });

  it('requires a permission on the stream', async () => {
    const { service, iterator } = await fixture();
    const needed = (operation: string, input: object) =>
      service.permission(jsonCall(`DynamoDBStreams_20120810.${operation}`, input));
    const records = { ShardIterator: await iterator('LATEST') };
    expect(needed('GetRecords', records)).toEqual({ action: 'dynamodb:GetRecords', resource: arn });
    expect(needed('DescribeStream', { StreamArn: arn })).toEqual({ action: 'dynamodb:DescribeStream', resource: arn });
    expect(needed('ListStreams', {})).toEqual({ action: 'dynamodb:ListStreams', resource: '*' });
  });

  it.each<[string, object, string, RegExp]>([
    ['DescribeStream', { StreamArn: `${arn}1` }, 'ResourceNotFoundException', /Stream: .* not found/],
    [
      'GetShardIterator',
      { StreamArn: arn, ShardId: 'shardId-1', ShardIteratorType: 'LATEST' },
      'ResourceNotFoundException',
      /Shard does not exist/,
    ],
    ['GetRecords', { ShardIterator: 'x' }, 'ValidationException', /Invalid ShardIterator/],
    ['GetRecords', { ShardIterator: 'x', Limit: 1001 }, 'ValidationException', /Limit/],
    ['PutRecords', {}, 'UnknownOperationException', /it supports ListStreams, DescribeStream/],
  ])('rejects %s with %j', async (operation, input, code, message) => {
    const { call } = await fixture();
    const refused = await call(operation, input);
    expect(refused.__type).toMatch(new RegExp(`#${code}$`));
    expect(refused.message).toMatch(message);
  });
});
