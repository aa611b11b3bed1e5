import { Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AnomalyDetectionAlarm,
  ComparisonOperator,
  type MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** The functions whose deployment an alarm can roll back. */
export type DeployedFunction = 'processor' | 'errorHandler';

/** Breached by values above this one. */
interface Above {
  readonly above: number;
  readonly atLeast?: never;
  readonly aboveUsualBy?: never;
}

/** Breached by this value and those above. */
interface AtLeast {
  readonly atLeast: number;
  readonly above?: never;
  readonly aboveUsualBy?: never;
}

/**
 * Breached by values more than this many standard deviations above what CloudWatch expects from the past. Billed as
 * three metrics: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html
 */
interface AboveUsual {
  readonly aboveUsualBy: number;
  readonly above?: never;
  readonly atLeast?: never;
}

interface AlarmDescription {
  /** Its name within the stack, and the heading of its section in docs/runbook.md. */
  readonly name: string;
  /** What has happened, for the person on call. */
  readonly summary: string;
  /** How many periods must breach, of how many: `[2, 3]`. */
  readonly periods: readonly [breaching: number, evaluated: number];
  /** The functions whose deployment is rolled back when it goes off. @default none */
  readonly rollsBackDeploymentOf?: readonly DeployedFunction[];
}

/** Everything that turns a metric into an alarm. Missing data never raises an alarm: nothing has happened. */
export type AlarmDefinition = AlarmDescription & (Above | AtLeast | AboveUsual);

/** A metric with an alarm on it. */
export interface MetricWithAlarm {
  readonly metric: Metric | MathExpression;
  readonly alarm: AlarmDefinition;
}

export const metricWithAlarm = (metric: MetricWithAlarm['metric'], alarm: AlarmDefinition): MetricWithAlarm => ({
  metric,
  alarm,
});

/** The prefix of the names of all alarms of a stack. */
export const alarmNamePrefix = (scope: Construct): string => `${Stack.of(scope).stackName}-`;

export interface AlarmOptions {
  /** Is notified when the alarm goes off, and when it returns to OK. */
  readonly topic: ITopic | undefined;
  /** The URL of the runbook. @default its path in the repository */
  readonly runbookUrl: string | undefined;
}

export function createAlarm(
  scope: Construct,
  { metric, alarm: definition }: MetricWithAlarm,
  { topic, runbookUrl }: AlarmOptions,
): Alarm {
  const alarmName = alarmNamePrefix(scope) + definition.name;
  const [datapointsToAlarm, evaluationPeriods] = definition.periods;
  const props = {
    metric,
    alarmName,
    alarmDescription: `${definition.summary} What to do: ${instructions(definition.name, runbookUrl)}`,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    datapointsToAlarm,
    evaluationPeriods,
    actionsEnabled: true,
  };
  const alarm =
    definition.aboveUsualBy === undefined
      ? new Alarm(scope, alarmName, { ...props, ...condition(definition) })
      : new AnomalyDetectionAlarm(scope, alarmName, {
          ...props,
          stdDevs: definition.aboveUsualBy,
          comparisonOperator: ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD,
        });
  if (topic) {
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
  }
  return alarm;
}

const instructions = (section: string, runbookUrl: string | undefined): string =>
  runbookUrl === undefined ? `see ${section} in docs/runbook.md.` : `${runbookUrl}#${section.toLowerCase()}`;

const condition = ({ above, atLeast }: Above | AtLeast) =>
  atLeast === undefined
    ? { threshold: above, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD }
    : { threshold: atLeast, comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD };
