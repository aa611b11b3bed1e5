import * as z from 'zod/mini';
import { ignoredLocally, resourceType, tags, wholeNumber } from '../../cloudformation/index.ts';

const stream = /^arn:aws:dynamodb:[^:]*:\d{12}:table\/[^/]+\/stream\/.+$/;
const bus = /^arn:aws:events:[^:]*:\d{12}:event-bus\/.+$/;
const queue = /^arn:aws:sqs:[^:]*:\d{12}:[\w-]+$/;

/** -1 for the maximum, or a number within these bounds. */
const limit = (min: number, max: number) =>
  z._default(
    wholeNumber.check(
      z.refine((value) => value === -1 || (value >= min && value <= max), `must be -1, or from ${min} to ${max}`),
    ),
    -1,
  );

const streamParameters = z.strictObject({
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BatchSize: z._default(
    wholeNumber.check(
      z.refine((size) => size >= 1 && size <= 10, 'must be from 1 to 10, because the target is an event bus'),
    ),
    10,
  ),
  MaximumRecordAgeInSeconds: limit(60, 604_800),
  MaximumRetryAttempts: limit(0, 10_000),
  DeadLetterConfig: z.optional(
    z.strictObject({ Arn: z.string().check(z.regex(queue, 'must be the ARN of a standard queue')) }),
  ),
  MaximumBatchingWindowInSeconds: ignoredLocally('records are delivered at once'),
  OnPartialBatchItemFailure: ignoredLocally('records are delivered one by one'),
  ParallelizationFactor: ignoredLocally('records are delivered one by one'),
});

const pattern = z.string().check(z.maxLength(4096));

/** `AWS::Pipes::Pipe` from the stream of a DynamoDB table to an event bus. `Ref` is its name. */
export const pipesPipe = resourceType({
  type: 'AWS::Pipes::Pipe',
  properties: z.strictObject({
    Name: z.optional(z.string().check(z.regex(/^[.\-\w]{1,64}$/, 'must be the name of a pipe'))),
    Description: z.optional(z.string()),
    DesiredState: z._default(z.enum(['RUNNING', 'STOPPED']), 'RUNNING'),
    RoleArn: z.string(),
    Source: z.string().check(z.regex(stream, 'must be the ARN of the stream of a DynamoDB table')),
    SourceParameters: z.strictObject({
      FilterCriteria: z.optional(
        z.strictObject({
          Filters: z._default(z.array(z.strictObject({ Pattern: pattern })).check(z.maxLength(5)), []),
        }),
      ),
      DynamoDBStreamParameters: streamParameters,
    }),
    Target: z.string().check(z.regex(bus, 'must be the ARN of an event bus')),
    TargetParameters: z.strictObject({
      InputTemplate: z.optional(z.string()),
      EventBridgeEventBusParameters: z.strictObject({
        DetailType: z.string().check(z.minLength(1), z.maxLength(128)),
        Source: z
          .string()
          .check(
            z.regex(
              /^(?:\$.+|(?!aws\.)[/.\-\w]+)$/,
              'must be a JSON path, or an event source that does not begin with aws.',
            ),
          ),
        Resources: z._default(z.array(z.string()).check(z.maxLength(10)), []),
        Time: z.optional(z.string().check(z.regex(/^\$/, 'must be a JSON path'))),
      }),
    }),
    LogConfiguration: ignoredLocally("the pipe's activity is printed"),
    KmsKeyIdentifier: ignoredLocally('nothing is encrypted at rest'),
    Tags: tags,
  }),
  identify: ({ property, physicalName, arn }) => {
    const name = property('Name') ?? physicalName(64);
    const state = property('DesiredState') ?? 'RUNNING';
    return { ref: name, attributes: { Arn: arn('pipes', `pipe/${name}`), CurrentState: state } };
  },
});
