import * as z from 'zod/mini';
import { ignoredLocally, policyDocument, resourceType, tags, wholeNumber } from '../../cloudformation/index.ts';

const ignoredManagedPolicy = z
  .string()
  .check(
    z.regex(
      /:iam::aws:policy\/service-role\/(AmazonAPIGatewayPushToCloudWatchLogs|AWSCodeDeployRoleForLambdaLimited)$/,
      'only AmazonAPIGatewayPushToCloudWatchLogs and AWSCodeDeployRoleForLambdaLimited are supported, which have no effect here',
    ),
  );

/** `AWS::IAM::Role` */
export const iamRole = resourceType({
  type: 'AWS::IAM::Role',
  properties: z.strictObject({
    RoleName: z.optional(z.string()),
    Path: z._default(z.string(), '/'),
    Description: z.optional(z.string()),
    AssumeRolePolicyDocument: policyDocument,
    Policies: z.optional(z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocument }))),
    ManagedPolicyArns: z.optional(z.array(ignoredManagedPolicy)),
    MaxSessionDuration: z.optional(wholeNumber),
    PermissionsBoundary: ignoredLocally('its policy is not in the template'),
    Tags: tags,
  }),
  identify: ({ property, physicalName, token, accountId }) => {
    const name = property('RoleName') ?? physicalName(64);
    const path = property('Path') ?? '/';
    return {
      ref: name,
      attributes: { Arn: `arn:aws:iam::${accountId}:role${path}${name}`, RoleId: `AROA${token(17).toUpperCase()}` },
    };
  },
});
