import * as z from 'zod/mini';
import { resourceType, tags, withoutLocalMeaning } from './resource-type.ts';

const unnotified = withoutLocalMeaning('there is nobody to notify');

/** `AWS::SNS::Topic`: only alarms would publish to it, and there are none here. */
export const snsTopic = resourceType({
  type: 'AWS::SNS::Topic',
  properties: z.strictObject({
    DisplayName: unnotified,
    KmsMasterKeyId: unnotified,
    TopicName: unnotified,
    Tags: tags,
  }),
  identify: ({ property, physicalName, arn }) => {
    const name = property('TopicName') ?? physicalName(256);
    const topicArn = arn('sns', name);
    return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } };
  },
});
