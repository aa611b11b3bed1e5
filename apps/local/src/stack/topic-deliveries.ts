import { InvokeError, type Lambda } from '@jobs/local-aws/lambda';
import type { QueueMessage } from '@jobs/local-aws/sns';
import type { Queues } from '@jobs/local-aws/sqs';
import type { FunctionPolicies } from './function-policies.ts';
import type { QueuePolicies } from './queue-policies.ts';

const sns = 'sns.amazonaws.com';

export interface TopicTargets {
  readonly accountId: string;
  readonly queues: Queues;
  readonly queuePolicies: QueuePolicies;
  readonly lambda: Pick<Lambda, 'invokeEvent'>;
  readonly functionPolicies: FunctionPolicies;
}

/** Delivers messages published to topics, if the policies of queues and functions allow it. */
export function topicDeliveries({ accountId, queues, queuePolicies, lambda, functionPolicies }: TopicTargets) {
  return {
    sendToQueue: (queueArn: string, message: QueueMessage, topicArn: string): string | undefined => {
      const queue = queues.byArn(queueArn);
      if (!queue) return 'the queue does not exist';
      if (!queuePolicies.allows(queueArn, sns, { arn: topicArn, accountId })) {
        return "the queue's policy does not allow the topic to send to it";
      }
      queue.messages.send(message);
      return undefined;
    },
    invokeFunction: (functionArn: string, event: string, topicArn: string): string | undefined => {
      if (!functionPolicies.allows(functionArn, sns, topicArn)) {
        return "the function's policy does not allow the topic to invoke it";
      }
      try {
        lambda.invokeEvent(functionArn, event);
        return undefined;
      } catch (error) {
        if (error instanceof InvokeError) return error.message;
        throw error;
      }
    },
  };
}
