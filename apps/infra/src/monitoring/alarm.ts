import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Metric, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { CustomMetricGroup, CustomMetricWithAlarm } from 'cdk-monitoring-constructs';

/** The functions whose deployment an alarm can roll back. */
export type RollsBack = 'processor' | 'errorHandler';

/** The tag of the alarms on which the deployment of a function is rolled back. */
export const rollbackTag = (what: RollsBack) => `rollback-${what}`;

/** What makes an alarm of a metric. A metric without data raises none: nothing has happened. */
export interface AlarmProps {
  /** Its name within the stack, and that of its section in docs/runbook.md. */
  readonly name: string;
  /** What has happened, for whoever gets the message. */
  readonly says: string;
  /** Breached by values above this one; either this or `atLeast`. */
  readonly above?: number;
  /** Breached by this value and those above. */
  readonly atLeast?: number;
  /** How many periods must breach, of how many: `[2, 3]`. */
  readonly periods: readonly [breaching: number, evaluated: number];
  /** The functions whose deployment is rolled back when it is raised. @default none */
  readonly rollsBack?: readonly RollsBack[];
}

/** A metric with an alarm on it. */
export function alarmed(metric: Metric | MathExpression, props: AlarmProps): CustomMetricWithAlarm {
  const [datapointsToAlarm, evaluationPeriods] = props.periods;
  return {
    metric,
    alarmFriendlyName: props.name,
    addAlarm: {
      Alarm: {
        threshold: props.atLeast ?? props.above ?? 0,
        comparisonOperator:
          props.atLeast === undefined
            ? ComparisonOperator.GREATER_THAN_THRESHOLD
            : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingDataOverride: TreatMissingData.NOT_BREACHING,
        datapointsToAlarm,
        evaluationPeriods,
        alarmDescriptionOverride: `${props.says} What to do: docs/runbook.md, section ${props.name}.`,
        ...(props.rollsBack && { customTags: props.rollsBack.map(rollbackTag) }),
      },
    },
  };
}

/** A graph of the dashboard. */
export const graph = (title: string, metrics: CustomMetricGroup['metrics']): CustomMetricGroup => ({ title, metrics });

/** The metrics of one namespace with the same dimensions. */
export const metricsOf =
  (namespace: string, dimensionsMap: Record<string, string>) =>
  (metricName: string, statistic: string, period = Duration.minutes(5)): Metric =>
    new Metric({ namespace, metricName, dimensionsMap, statistic, period });

/** The sum of metrics, where no data counts as nothing. */
export function sumOf(label: string, metrics: Record<string, IMetric>, period = Duration.minutes(5)): MathExpression {
  const expression = Object.keys(metrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(' + ');
  return new MathExpression({ label, expression, usingMetrics: metrics, period });
}
