import * as z from 'zod/mini';
import { type JsonOperation, jsonOperationFor, ServiceError } from '../../../wire/index.ts';
import { streamLabel } from '../../engine/streams/stream-arn.ts';
import type { StreamRecord } from '../../engine/streams/stream-record.ts';
import type { TableStream } from '../../engine/streams/table-stream.ts';
import type { TableStreams } from '../../engine/streams/table-streams.ts';
import { formatIterator, parseIterator } from './shard-iterator.ts';

const operation = jsonOperationFor<TableStreams>();
const text = z.string().check(z.minLength(1));

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html */
export const streamOperations: ReadonlyMap<string, JsonOperation<TableStreams>> = new Map([
  [
    'ListStreams',
    operation(
      z.strictObject({
        TableName: z.optional(text),
        Limit: z.optional(z.number()),
        ExclusiveStartStreamArn: z.optional(text),
      }),
      (streams, { TableName: table, ExclusiveStartStreamArn: after = '' }) => ({
        Streams: streams.all
          .filter(({ tableName, arn }) => (table === undefined || table === tableName) && arn > after)
          .map(({ arn, tableName }) => ({ StreamArn: arn, TableName: tableName, StreamLabel: streamLabel })),
      }),
    ),
  ],
  [
    'DescribeStream',
    operation(
      z.strictObject({
        StreamArn: text,
        Limit: z.optional(z.number()),
        ExclusiveStartShardId: z.optional(text),
        ShardFilter: z.optional(z.unknown()),
      }),
      (streams, { StreamArn: arn, ExclusiveStartShardId: after }) => describe(find(streams, arn), after),
    ),
  ],
  [
    'GetShardIterator',
    operation(
      z.strictObject({
        StreamArn: text,
        ShardId: text,
        ShardIteratorType: z.enum(['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER']),
        SequenceNumber: z.optional(z.string().check(z.regex(/^\d{21,40}$/, 'must be a sequence number'))),
      }),
      (streams, { StreamArn: arn, ShardId: shardId, ShardIteratorType: type, SequenceNumber: number }) => {
        const stream = find(streams, arn);
        if (shardId !== stream.shardId) throw notFound(`Shard does not exist: ${shardId}`);
        return { ShardIterator: formatIterator({ arn, after: findStart(stream, type, number) }) };
      },
    ),
  ],
  [
    'GetRecords',
    operation(
      z.strictObject({
        ShardIterator: text,
        Limit: z._default(z.number().check(z.minimum(1), z.maximum(1000)), 1000),
      }),
      async (streams, { ShardIterator: iterator, Limit: limit }) => {
        const { arn, after } = parseIterator(iterator);
        const records = await find(streams, arn).read(after, limit);
        const next = records.at(-1)?.dynamodb.SequenceNumber ?? after;
        return { Records: records.map(onTheWire), NextShardIterator: formatIterator({ arn, after: next }) };
      },
    ),
  ],
]);

const notFound = (message: string) => new ServiceError(400, 'ResourceNotFoundException', message);

function find(streams: TableStreams, arn: string): TableStream {
  const stream = streams.byArn(arn);
  if (stream) return stream;
  throw notFound(`Requested resource not found: Stream: ${arn} not found`);
}

function describe({ arn, tableName, viewType, keySchema, shardId, first }: TableStream, after: string | undefined) {
  const shard = { ShardId: shardId, SequenceNumberRange: { StartingSequenceNumber: first } };
  return {
    StreamDescription: {
      StreamArn: arn,
      StreamLabel: streamLabel,
      StreamStatus: 'ENABLED',
      StreamViewType: viewType,
      CreationRequestDateTime: Date.parse(`${streamLabel}Z`) / 1000,
      TableName: tableName,
      KeySchema: keySchema,
      Shards: after === undefined ? [shard] : [],
    },
  };
}

function findStart(stream: TableStream, type: string, sequenceNumber: string | undefined): string | undefined {
  if (type === 'TRIM_HORIZON') return undefined;
  if (type === 'LATEST') return stream.latest;
  if (sequenceNumber === undefined) {
    throw new ServiceError(400, 'ValidationException', `SequenceNumber is required for ${type}`);
  }
  return type === 'AFTER_SEQUENCE_NUMBER' ? sequenceNumber : String(BigInt(sequenceNumber) - 1n);
}

/**
 * Unlike in events for functions and pipes, the members of the identity are capitalized, and the stream's ARN is
 * absent.
 */
function onTheWire({ eventSourceARN: _, userIdentity, ...record }: StreamRecord): object {
  if (!userIdentity) return record;
  return { ...record, userIdentity: { Type: userIdentity.type, PrincipalId: userIdentity.principalId } };
}
