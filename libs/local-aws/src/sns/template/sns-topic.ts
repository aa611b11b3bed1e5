import * as z from 'zod/mini';
import { ignoredLocally, resourceType, tags } from '../../cloudformation/index.ts';

const noFifo =
  'must be a standard topic: the local run does not support FIFO topics. To run the stack locally, remove it';

/** `AWS::SNS::Topic`: a standard topic, whose `Ref` is its ARN. */
export const snsTopic = resourceType({
  type: 'AWS::SNS::Topic',
  properties: z.strictObject({
    TopicName: z.optional(
      z.string().check(
        z.refine((name) => !name.endsWith('.fifo'), noFifo),
        z.regex(/^[\w-]{1,256}$/, 'must be a name of up to 256 letters, digits, _ and -'),
      ),
    ),
    DisplayName: z._default(z.string(), ''),
    FifoTopic: z.optional(z.unknown().check(z.refine((value) => value === false || value === 'false', noFifo))),
    Subscription: z._default(z.array(z.strictObject({ Endpoint: z.string(), Protocol: z.string() })), []),
    KmsMasterKeyId: ignoredLocally('nothing is encrypted at rest'),
    DeliveryStatusLogging: ignoredLocally('deliveries are not logged'),
    SignatureVersion: ignoredLocally('messages are not signed'),
    TracingConfig: ignoredLocally('nothing is traced'),
    Tags: tags,
  }),
  identify: ({ property, physicalName, arn }) => {
    const name = property('TopicName') ?? physicalName(256);
    const topicArn = arn('sns', name);
    return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } };
  },
});
