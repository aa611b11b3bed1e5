import * as z from 'zod/mini';
import { policyDocument, resourceType } from '../../cloudformation/index.ts';

/** `AWS::SNS::TopicPolicy`: the resource policy of topics, which it names by their ARNs. */
export const snsTopicPolicy = resourceType({
  type: 'AWS::SNS::TopicPolicy',
  properties: z.strictObject({ PolicyDocument: policyDocument, Topics: z.array(z.string()) }),
  identify: ({ physicalName }) => ({ ref: physicalName(), attributes: {} }),
});
