import * as z from 'zod/mini';
import { resourceType } from '../../cloudformation/index.ts';

/** `AWS::Lambda::Alias`: a name for one version. Its `Ref` is the ARN with the alias. */
export const lambdaAlias = resourceType({
  type: 'AWS::Lambda::Alias',
  properties: z.strictObject({
    FunctionName: z.string(),
    FunctionVersion: z.string(),
    Name: z.string(),
    Description: z.optional(z.string()),
  }),
  identify: ({ property, arn }) => {
    const aliasArn = arn('lambda', `function:${property('FunctionName') ?? ''}:${property('Name') ?? ''}`);
    return { ref: aliasArn, attributes: { AliasArn: aliasArn } };
  },
});
