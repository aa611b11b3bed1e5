import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { metricWithAlarm } from './alarm.ts';
import { type Graph, graph, metricsOf, sumMetrics } from './graph.ts';
import type { JobMetrics } from './job-graphs.ts';

export interface MonitoredJobEvents {
  readonly pipeName: string;
  readonly deadLetterQueueName: string;
  readonly jobs: JobMetrics;
}

/**
 * Completion events. Metrics: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html.
 * A pipe has no metric for its lag behind the stream, and no metrics at all once it has stopped (docs/facts/j.md#j6).
 */
export function jobEventGraphs({ pipeName, deadLetterQueueName, jobs }: MonitoredJobEvents): Graph[] {
  const pipe = metricsOf('AWS/EventBridge/Pipes', { PipeName: pipeName });
  const queue = metricsOf('AWS/SQS', { QueueName: deadLetterQueueName });
  const job = metricsOf(jobs.namespace, { service: jobs.service });
  const missing = new MathExpression({
    label: 'Jobs ended, no events',
    expression: 'IF(FILL(succeeded, 0) + FILL(failed, 0) > 0 AND FILL(events, 0) < 1, 1, 0)',
    usingMetrics: {
      succeeded: job('JobsSucceeded', 'Sum'),
      failed: job('JobsFailed', 'Sum'),
      events: pipe('EventCount', 'Sum'),
    },
    period: Duration.minutes(5),
  });
  return [
    graph('Events', [
      pipe('EventCount', 'Sum'),
      metricWithAlarm(missing, {
        name: 'JobEventsMissing',
        summary: 'Jobs ended in each of the last 3 five-minute periods, but the pipe sent no events.',
        atLeast: 1,
        periods: [3, 3],
      }),
    ]),
    graph('Failed pipe executions', [
      metricWithAlarm(
        sumMetrics('Failed', {
          failed: pipe('ExecutionFailed', 'Sum'),
          partiallyFailed: pipe('ExecutionPartiallyFailed', 'Sum'),
          timedOut: pipe('ExecutionTimeout', 'Sum'),
        }),
        {
          name: 'JobEventsFailures',
          summary: 'The pipe failed to send completion events in 2 of the last 3 five-minute periods.',
          atLeast: 1,
          periods: [2, 3],
        },
      ),
      metricWithAlarm(pipe('ExecutionThrottled', 'Sum'), {
        name: 'JobEventsThrottles',
        summary: 'Pipe executions were throttled in 3 of the last 3 five-minute periods.',
        atLeast: 1,
        periods: [3, 3],
      }),
    ]),
    graph('Pipe duration (ms)', [pipe('Duration', 'p50'), pipe('Duration', 'p99')]),
    graph('Undelivered completion events (dead-letter queue)', [
      metricWithAlarm(queue('ApproximateNumberOfMessagesVisible', 'Maximum'), {
        name: 'JobEventsDeadLetters',
        summary:
          'Completion events could not be sent. The dead-letter queue has their stream positions; the stream records expire after 24 hours.',
        atLeast: 1,
        periods: [1, 1],
      }),
    ]),
  ];
}
