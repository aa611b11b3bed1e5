import * as z from 'zod/mini';
import { resourceType, tags, withoutLocalMeaning } from './resource-type.ts';

const unmeasured = withoutLocalMeaning('nothing is measured');

/** `AWS::CloudWatch::CompositeAlarm`: nothing is measured here, so an alarm is only a name. */
export const cloudWatchCompositeAlarm = resourceType({
  type: 'AWS::CloudWatch::CompositeAlarm',
  properties: z.strictObject({
    ActionsEnabled: unmeasured,
    ActionsSuppressor: unmeasured,
    ActionsSuppressorExtensionPeriod: unmeasured,
    ActionsSuppressorWaitPeriod: unmeasured,
    AlarmActions: unmeasured,
    AlarmDescription: unmeasured,
    AlarmName: unmeasured,
    AlarmRule: unmeasured,
    InsufficientDataActions: unmeasured,
    OKActions: unmeasured,
    Tags: tags,
  }),
  identify: ({ property, physicalName, arn }) => {
    const name = property('AlarmName') ?? physicalName(255);
    return { ref: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`) } };
  },
});
