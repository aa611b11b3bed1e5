import type { PipeDefinition } from './pipe-definition.ts';
import type { StreamEvent } from './source.ts';

/** Why the pipe gives up on a record. */
export type DeadLetterCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** The message in a dead-letter queue: where in the stream the record is, but not the record (docs/facts/j.md#j17). */
export function deadLetterBody(
  { arn, sourceArn }: PipeDefinition,
  { dynamodb }: StreamEvent,
  { condition, shardId, now }: { condition: DeadLetterCondition; shardId: string; now: number },
): string {
  const arrivedAt = new Date(dynamodb.ApproximateCreationDateTime * 1000).toISOString().replace('.000Z', 'Z');
  return JSON.stringify({
    context: { partnerResourceArn: arn, condition },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: dynamodb.SequenceNumber,
      endSequenceNumber: dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrivedAt,
      approximateArrivalOfLastRecord: arrivedAt,
      batchSize: 1,
      streamArn: sourceArn,
    },
  });
}
