import * as z from 'zod/mini';
import { ignoredLocally, resourceType, trueOrFalse } from '../../cloudformation/index.ts';
import { protocols } from '../engine/protocols.ts';

const json = z.record(z.string(), z.unknown());

/** `AWS::SNS::Subscription`, whose `Ref` is its ARN. Only queues and functions get messages. */
export const snsSubscription = resourceType({
  type: 'AWS::SNS::Subscription',
  properties: z.strictObject({
    TopicArn: z.string(),
    Protocol: z.enum(protocols as [string, ...string[]]),
    Endpoint: z._default(z.string(), ''),
    FilterPolicy: z.optional(json),
    FilterPolicyScope: z._default(z.enum(['MessageAttributes', 'MessageBody']), 'MessageAttributes'),
    RawMessageDelivery: z._default(trueOrFalse, false),
    RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: z.string() })),
    DeliveryPolicy: ignoredLocally('it applies to HTTP endpoints'),
    SubscriptionRoleArn: ignoredLocally('it is for Firehose'),
    Region: ignoredLocally('there is one region'),
  }),
  identify: ({ property, token }) => {
    const id = token(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const arn = `${property('TopicArn') ?? ''}:${id}`;
    return { ref: arn, attributes: { Arn: arn } };
  },
});
