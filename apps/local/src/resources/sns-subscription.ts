import * as z from 'zod/mini';
import { resourceType, withoutLocalMeaning } from './resource-type.ts';

const unnotified = withoutLocalMeaning('there is nobody to notify');

/** `AWS::SNS::Subscription`: only alarms would publish to the topic, and there are none here. */
export const snsSubscription = resourceType({
  type: 'AWS::SNS::Subscription',
  properties: z.strictObject({
    Endpoint: unnotified,
    Protocol: unnotified,
    TopicArn: unnotified,
  }),
  identify: ({ token, arn }) => ({ ref: arn('sns', token(36)), attributes: {} }),
});
