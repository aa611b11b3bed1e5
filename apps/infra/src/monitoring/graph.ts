import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricWithAlarm } from './alarm.ts';

/** A graph of the dashboard. */
export interface Graph {
  readonly title: string;
  readonly metrics: readonly (IMetric | MetricWithAlarm)[];
}

export const graph = (title: string, metrics: Graph['metrics']): Graph => ({ title, metrics });

/** The metrics of one namespace with the same dimensions. */
export const metricsOf =
  (namespace: string, dimensionsMap: Record<string, string>) =>
  (metricName: string, statistic: string, period = Duration.minutes(5)): Metric =>
    new Metric({ namespace, metricName, dimensionsMap, statistic, period });

/** The sum of metrics; missing data counts as 0. */
export function sumMetrics(
  label: string,
  metrics: Record<string, IMetric>,
  period = Duration.minutes(5),
): MathExpression {
  const expression = Object.keys(metrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(' + ');
  return new MathExpression({ label, expression, usingMetrics: metrics, period });
}
