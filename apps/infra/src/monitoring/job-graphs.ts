import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { type Graph, graph, metricsOf } from './graph.ts';

/** Where the functions' own metrics are: https://docs.aws.amazon.com/powertools/typescript/latest/features/metrics/ */
export interface JobMetrics {
  readonly namespace: string;
  /** The value of the dimension `service`. */
  readonly service: string;
}

/** The outcomes of jobs, as counted by the functions. */
export function jobGraphs({ namespace, service }: JobMetrics): Graph[] {
  const metric = metricsOf(namespace, { service });
  const byErrorType = new MathExpression({
    label: '',
    expression: `SEARCH('{${namespace},errorType,service} MetricName="JobsFailed" service="${service}"', 'Sum', 300)`,
    usingMetrics: {},
    period: Duration.minutes(5),
  });
  return [
    graph('Jobs', [metric('JobsStarted', 'Sum'), metric('JobsSucceeded', 'Sum'), metric('JobsFailed', 'Sum')]),
    graph('Failed jobs by error type', [byErrorType]),
    graph('Job duration (ms)', [metric('JobDuration', 'p50'), metric('JobDuration', 'p99')]),
  ];
}
