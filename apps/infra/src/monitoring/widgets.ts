import { type Alarm, GraphWidget, type IMetric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricWithAlarm } from './alarm.ts';
import type { Graph } from './graph.ts';

/** The number of columns of a dashboard. */
export const fullWidth = 24;
export const graphHeight = 5;
const maxInARow = 4;

export const headingWidget = (title: string) =>
  new TextWidget({ markdown: `### ${title}`, width: fullWidth, height: 1 });

/**
 * The graphs of one section of the dashboard, spread over full rows. Each shows the thresholds of its alarms.
 * @param addAlarm creates the alarm of a metric
 */
export function graphWidgets(graphs: readonly Graph[], addAlarm: (metric: MetricWithAlarm) => Alarm): GraphWidget[] {
  const rows = Math.ceil(graphs.length / maxInARow);
  const width = fullWidth / Math.ceil(graphs.length / rows);
  return graphs.map(
    ({ title, metrics }) =>
      new GraphWidget({
        title,
        width,
        height: graphHeight,
        left: metrics.map((metric) => (hasAlarm(metric) ? metric.metric : metric)),
        leftAnnotations: metrics.filter(hasAlarm).map((metric) => addAlarm(metric).toAnnotation()),
      }),
  );
}

const hasAlarm = (metric: IMetric | MetricWithAlarm): metric is MetricWithAlarm => 'alarm' in metric;
