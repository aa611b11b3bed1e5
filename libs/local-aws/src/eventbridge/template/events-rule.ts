import * as z from 'zod/mini';
import { resourceType, wholeNumber } from '../../cloudformation/index.ts';

const target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  InputPath: z.optional(z.string()),
  DeadLetterConfig: z.optional(z.strictObject({ Arn: z.string() })),
  RetryPolicy: z.optional(
    z.strictObject({
      MaximumEventAgeInSeconds: z.optional(wholeNumber.check(z.minimum(60), z.maximum(86_400))),
      MaximumRetryAttempts: z.optional(wholeNumber.check(z.minimum(0), z.maximum(185))),
    }),
  ),
});

/** `AWS::Events::Rule` with an event pattern. Its `Ref` is `<bus>|<rule>` on a custom event bus. */
export const eventsRule = resourceType({
  type: 'AWS::Events::Rule',
  properties: z.strictObject({
    Name: z.optional(z.string()),
    Description: z.optional(z.string()),
    EventBusName: z.string(),
    EventPattern: z.record(z.string(), z.unknown()),
    State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
    Targets: z.array(target),
  }),
  identify: ({ property, physicalName, arn }) => {
    const name = property('Name') ?? physicalName(64);
    const bus = property('EventBusName') ?? 'default';
    return { ref: `${bus}|${name}`, attributes: { Arn: arn('events', `rule/${bus}/${name}`) } };
  },
});
