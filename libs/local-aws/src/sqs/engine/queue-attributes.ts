import type { RunningQueue } from './queues.ts';

/** What GetQueueAttributes returns about a queue; times are epoch seconds. */
export function queueAttributes({ definition, messages }: RunningQueue): Record<string, string> {
  const { visible, notVisible } = messages.count(definition);
  const createdAt = String(Math.floor(messages.createdAt / 1000));
  return {
    QueueArn: definition.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(notVisible),
    ApproximateNumberOfMessagesDelayed: '0',
    CreatedTimestamp: createdAt,
    LastModifiedTimestamp: createdAt,
    VisibilityTimeout: String(definition.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(definition.retentionSeconds),
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '0',
  };
}
