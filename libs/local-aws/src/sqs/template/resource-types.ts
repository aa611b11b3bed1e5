import { sqsQueue } from './sqs-queue.ts';
import { sqsQueuePolicy } from './sqs-queue-policy.ts';
import type { ResourceType } from '../../cloudformation/index.ts';

/** The resource types of SQS that a template may have. */
export const sqsResourceTypes: readonly ResourceType[] = [sqsQueue, sqsQueuePolicy];
