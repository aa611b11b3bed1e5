import * as z from 'zod/mini';
import { resourceType } from '../../cloudformation/index.ts';

/** The version that a function's first deployment publishes; the local run publishes no other. */
const firstVersion = '1';

/** `AWS::Lambda::Version`: a published version of a function. Its `Ref` is the ARN with the version. */
export const lambdaVersion = resourceType({
  type: 'AWS::Lambda::Version',
  properties: z.strictObject({ FunctionName: z.string(), Description: z.optional(z.string()) }),
  identify: ({ property, arn }) => {
    const versionArn = arn('lambda', `function:${property('FunctionName') ?? ''}:${firstVersion}`);
    return { ref: versionArn, attributes: { FunctionArn: versionArn, Version: firstVersion } };
  },
});
