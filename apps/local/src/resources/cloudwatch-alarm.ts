import * as z from 'zod/mini';
import { resourceType, tags, withoutLocalMeaning } from './resource-type.ts';

const unmeasured = withoutLocalMeaning('nothing is measured');

/** `AWS::CloudWatch::Alarm`: nothing is measured here, so an alarm is only a name. */
export const cloudWatchAlarm = resourceType({
  type: 'AWS::CloudWatch::Alarm',
  properties: z.strictObject({
    ActionsEnabled: unmeasured,
    AlarmActions: unmeasured,
    AlarmDescription: unmeasured,
    AlarmName: unmeasured,
    ComparisonOperator: unmeasured,
    DatapointsToAlarm: unmeasured,
    Dimensions: unmeasured,
    EvaluateLowSampleCountPercentile: unmeasured,
    EvaluationPeriods: unmeasured,
    ExtendedStatistic: unmeasured,
    InsufficientDataActions: unmeasured,
    MetricName: unmeasured,
    Metrics: unmeasured,
    Namespace: unmeasured,
    OKActions: unmeasured,
    Period: unmeasured,
    Statistic: unmeasured,
    Threshold: unmeasured,
    TreatMissingData: unmeasured,
    Unit: unmeasured,
    Tags: tags,
  }),
  identify: ({ property, physicalName, arn }) => {
    const name = property('AlarmName') ?? physicalName(255);
    return { ref: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`) } };
  },
});
