import * as z from 'zod/mini';
import { resourceType, wholeNumber } from '../../cloudformation/index.ts';

const destination = z.optional(z.strictObject({ Destination: z.string() }));

/**
 * `AWS::Lambda::EventInvokeConfig`: how asynchronous invocations are retried, and where their records go
 * (docs/facts/b.md#b12, #b13).
 */
export const lambdaEventInvokeConfig = resourceType({
  type: 'AWS::Lambda::EventInvokeConfig',
  properties: z.strictObject({
    FunctionName: z.string(),
    /** A version, an alias, or `$LATEST`. */
    Qualifier: z.string(),
    MaximumEventAgeInSeconds: z._default(wholeNumber, 21_600),
    MaximumRetryAttempts: z._default(wholeNumber, 2),
    DestinationConfig: z.optional(z.strictObject({ OnSuccess: destination, OnFailure: destination })),
  }),
  identify: ({ physicalName }) => ({ ref: physicalName(128), attributes: {} }),
});
