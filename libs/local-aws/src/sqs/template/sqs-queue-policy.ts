import * as z from 'zod/mini';
import { policyDocument, resourceType } from '../../cloudformation/index.ts';

/** `AWS::SQS::QueuePolicy`: the resource policy of queues, which it names by their URLs. */
export const sqsQueuePolicy = resourceType({
  type: 'AWS::SQS::QueuePolicy',
  properties: z.strictObject({ PolicyDocument: policyDocument, Queues: z.array(z.string()) }),
  identify: ({ physicalName }) => ({ ref: physicalName(), attributes: {} }),
});
