import type { DynamoDb } from '@jobs/local-aws/dynamodb';
import type { EventBridge } from '@jobs/local-aws/eventbridge';
import type { Iam } from '@jobs/local-aws/iam';
import type { PipePorts } from '@jobs/local-aws/pipes';
import type { Queues } from '@jobs/local-aws/sqs';
import type { FaultPlan } from './faults/fault-plan.ts';

const service = 'pipes.amazonaws.com';

export interface PipeServices {
  readonly iam: Iam;
  readonly dynamoDb: DynamoDb;
  readonly eventBridge: EventBridge;
  readonly queues: Queues;
  readonly plan: FaultPlan;
}

/** What pipes need from the other services: streams, permissions, buses and queues. */
export function pipePorts({
  iam,
  dynamoDb,
  eventBridge,
  queues,
  plan,
}: PipeServices): Pick<PipePorts, 'findStream' | 'authorize' | 'putEvent' | 'sendToQueue'> {
  return {
    findStream: (streamArn) => dynamoDb.streams.byArn(streamArn),
    authorize: (roleArn, action, resourceArn) =>
      iam.trusts(roleArn, service) && iam.authorize({ roleArn }, action, resourceArn).allowed,
    putEvent: (busArn, entry) =>
      plan.next('pipe', ['refuse'])
        ? Promise.reject(new Error('The event bus rejected the event of the pipe on purpose (injected fault).'))
        : eventBridge.putEvent({ ...entry, bus: busArn }),
    sendToQueue: (queueArn, body) => {
      const queue = queues.byArn(queueArn);
      if (!queue) return `the queue ${queueArn} does not exist`;
      queue.messages.send({ body, attributes: {} });
      return undefined;
    },
  };
}
