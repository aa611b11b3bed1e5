import * as z from 'zod/mini';
import { ignoredLocally, resourceType } from '../../cloudformation/index.ts';

/** `AWS::ApiGateway::Account`: the role with which the gateway writes execution logs to CloudWatch. */
export const apiGatewayAccount = resourceType({
  type: 'AWS::ApiGateway::Account',
  properties: z.strictObject({ CloudWatchRoleArn: ignoredLocally('there is no CloudWatch') }),
  identify: ({ physicalName }) => ({ ref: physicalName(), attributes: {} }),
});
