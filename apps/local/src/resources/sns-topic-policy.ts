import * as z from 'zod/mini';
import { resourceType, withoutLocalMeaning } from './resource-type.ts';

const unnotified = withoutLocalMeaning('there is nobody to notify');

/** `AWS::SNS::TopicPolicy`: only alarms would publish to the topic, and there are none here. */
export const snsTopicPolicy = resourceType({
  type: 'AWS::SNS::TopicPolicy',
  properties: z.strictObject({
    PolicyDocument: unnotified,
    Topics: unnotified,
  }),
  identify: ({ physicalName }) => ({ ref: physicalName(), attributes: {} }),
});
