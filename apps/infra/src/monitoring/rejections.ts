import { Stack } from 'aws-cdk-lib';
import { MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { metricsOf } from './graph.ts';

export interface RejectionsProps {
  readonly accessLogs: ILogGroup;
  /** Whether to also count rejected requests for each caller: one metric for each, which costs extra. */
  readonly byCaller: boolean;
}

/**
 * Counts rejected requests from the access log. The gateway's own 4xx metric is a share of all requests, in which a few
 * hundred bad signatures do not show.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export class Rejections extends Construct {
  /** Requests that were unsigned, signed incorrectly, or not permitted. */
  readonly forbidden: Metric;
  /** Requests rejected with 4xx, one line for each caller; undefined if they are not counted. */
  readonly byCaller: MathExpression | undefined;

  constructor(scope: Construct, id: string, { accessLogs, byCaller }: RejectionsProps) {
    super(scope, id);
    // The metrics have no dimension for the stage, so each stage has its own namespace.
    const metricNamespace = `JobsApi/${Stack.of(this).stackName}`;
    const count = (metricName: string, status: string, dimensions?: Record<string, string>) =>
      new MetricFilter(this, metricName, {
        logGroup: accessLogs,
        filterPattern: FilterPattern.stringValue('$.status', '=', status),
        metricNamespace,
        metricName,
        metricValue: '1',
        ...(dimensions && { dimensions }),
      });
    count('ForbiddenRequests', '403');
    this.forbidden = metricsOf(metricNamespace, {})('ForbiddenRequests', 'Sum');
    if (!byCaller) return;
    count('RejectedRequests', '4*', { caller: '$.userArn' });
    this.byCaller = new MathExpression({
      label: '',
      expression: `SEARCH('{${metricNamespace},caller} MetricName="RejectedRequests"', 'Sum', 300)`,
      usingMetrics: {},
    });
  }
}
