import * as z from 'zod/mini';
import { policyDocument, resourceType } from '../../cloudformation/index.ts';

/** `AWS::IAM::Policy`: an inline policy of roles. */
export const iamPolicy = resourceType({
  type: 'AWS::IAM::Policy',
  properties: z.strictObject({
    PolicyName: z.string(),
    PolicyDocument: policyDocument,
    Roles: z.array(z.string()),
  }),
  identify: ({ physicalName }) => ({ ref: physicalName(128), attributes: {} }),
});
