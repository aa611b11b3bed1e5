import * as z from 'zod/mini';
import { ignoredLocally, resourceType, tags, wholeNumber } from '../../cloudformation/index.ts';

/** `AWS::SQS::Queue`: a standard queue. */
export const sqsQueue = resourceType({
  type: 'AWS::SQS::Queue',
  properties: z.strictObject({
    QueueName: z.optional(z.string().check(z.regex(/^[\w-]{1,80}$/, 'must be the name of a standard queue'))),
    MessageRetentionPeriod: z._default(wholeNumber, 345_600),
    VisibilityTimeout: z._default(wholeNumber, 30),
    SqsManagedSseEnabled: ignoredLocally('nothing is encrypted at rest'),
    KmsMasterKeyId: ignoredLocally('nothing is encrypted at rest'),
    KmsDataKeyReusePeriodSeconds: ignoredLocally('nothing is encrypted at rest'),
    Tags: tags,
  }),
  identify: ({ property, physicalName, arn, region, accountId }) => {
    const name = property('QueueName') ?? physicalName(80);
    const url = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
    return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
  },
});
