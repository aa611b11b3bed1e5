import * as z from 'zod/mini';
import { ignoredLocally, resourceType, stringMap, tags, wholeNumber } from '../../cloudformation/index.ts';

/** `AWS::Lambda::Function` with a bundle of ECMAScript modules for Node 24. */
export const lambdaFunction = resourceType({
  type: 'AWS::Lambda::Function',
  properties: z.strictObject({
    FunctionName: z.optional(z.string()),
    Description: z.optional(z.string()),
    Runtime: z.literal('nodejs24.x'),
    Handler: z.string(),
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Role: z.string(),
    Layers: z._default(z.array(z.string()), []),
    Environment: z.optional(z.strictObject({ Variables: stringMap })),
    Timeout: z._default(wholeNumber, 3),
    MemorySize: z._default(wholeNumber, 128),
    ReservedConcurrentExecutions: z.optional(wholeNumber),
    LoggingConfig: z.optional(
      z.strictObject({
        LogFormat: z.enum(['JSON', 'Text']),
        LogGroup: z.optional(z.string()),
        ApplicationLogLevel: z.optional(z.string()),
        SystemLogLevel: ignoredLocally('there are no system log lines'),
      }),
    ),
    Architectures: ignoredLocally('code runs on the architecture of this machine'),
    TracingConfig: ignoredLocally('there is no X-Ray'),
    Tags: tags,
  }),
  identify: ({ property, physicalName, arn }) => {
    const name = property('FunctionName') ?? physicalName(64);
    return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
  },
});
