import type { ResourceType } from '../../cloudformation/index.ts';
import { sqsQueue } from './sqs-queue.ts';
import { sqsQueuePolicy } from './sqs-queue-policy.ts';

/** The resource types of SQS that a template may have. */
export const sqsResourceTypes: readonly ResourceType[] = [sqsQueue, sqsQueuePolicy];
