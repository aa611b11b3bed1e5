import type { StackResources } from '../../cloudformation/index.ts';
import type { QueueDefinition } from '../engine/queue-definition.ts';
import { sqsQueue } from './sqs-queue.ts';
import { sqsQueuePolicy } from './sqs-queue-policy.ts';

/** The queues of a stack, each with its policies. */
export function queueDefinitions(resources: StackResources): QueueDefinition[] {
  const policies = resources.ofType(sqsQueuePolicy).map(({ logicalId, properties }) => ({
    queues: properties.Queues,
    policy: { where: `${logicalId}.PolicyDocument`, document: properties.PolicyDocument },
  }));
  return resources.ofType(sqsQueue).map(({ identity, properties }) => ({
    name: identity.attributes.QueueName ?? '',
    arn: identity.attributes.Arn ?? '',
    retentionSeconds: properties.MessageRetentionPeriod,
    visibilityTimeoutSeconds: properties.VisibilityTimeout,
    policies: policies.filter(({ queues }) => queues.includes(identity.ref)).map(({ policy }) => policy),
  }));
}
