import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { ReservedConcurrency, Thresholds } from '../stages/stage-settings.ts';
import { metricWithAlarm } from './alarm.ts';
import { type Graph, graph, metricsOf } from './graph.ts';

/** What the alarms need to know about a function. */
export interface MonitoredFunction {
  readonly functionName: string;
  readonly timeoutSeconds: number;
  readonly reservedConcurrency: ReservedConcurrency;
  readonly maxEventAgeSeconds: number;
}

const minute = Duration.minutes(1);

/** An error counts for the minute in which its invocation began, so the window must cover a whole invocation. */
const lookBackMinutes = ({ timeoutSeconds }: MonitoredFunction) => 5 + Math.ceil(timeoutSeconds / 60);

/**
 * Graphs and alarms that both functions share. Metrics:
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
function commonGraphs(prefix: string, label: string, fn: MonitoredFunction, limits: Thresholds) {
  const metric = metricsOf('AWS/Lambda', { FunctionName: fn.functionName });
  const concurrentRuns = metric('ConcurrentExecutions', 'Maximum');
  const durationPeriods = 3 + Math.ceil(fn.timeoutSeconds / 300);
  const part = (percent: number, of: number) => (of * percent) / 100;
  return {
    metric,
    runs: graph('Concurrent executions', [
      fn.reservedConcurrency === 'none'
        ? concurrentRuns
        : metricWithAlarm(concurrentRuns, {
            name: `${prefix}Concurrency`,
            summary: `Concurrency of the ${label} exceeded ${limits.concurrencyPercent}% of its ${fn.reservedConcurrency} reserved executions in 3 of the last 3 five-minute periods.`,
            above: part(limits.concurrencyPercent, fn.reservedConcurrency),
            periods: [3, 3],
          }),
      metricWithAlarm(metric('Throttles', 'Sum'), {
        name: `${prefix}Throttles`,
        summary: `Events for the ${label} were throttled in 3 of the last 3 five-minute periods. They wait in the queue, and Lambda retries them.`,
        atLeast: 1,
        periods: [3, 3],
      }),
    ]),
    duration: graph('Duration (ms)', [
      metric('Duration', 'p50'),
      metricWithAlarm(metric('Duration', 'p99'), {
        name: `${prefix}Duration`,
        summary: `p99 duration of the ${label} exceeded ${limits.durationPercent}% of its timeout of ${fn.timeoutSeconds} s in 2 of the last ${durationPeriods} five-minute periods.`,
        above: part(limits.durationPercent, fn.timeoutSeconds * 1000),
        periods: [2, durationPeriods],
      }),
    ]),
    queue: graph('Event age (ms)', [
      metricWithAlarm(metric('AsyncEventAge', 'Maximum'), {
        name: `${prefix}EventAge`,
        summary: `The oldest event for the ${label} exceeded ${limits.eventAgePercent}% of its maximum age of ${fn.maxEventAgeSeconds} s in the last five minutes.`,
        above: part(limits.eventAgePercent, fn.maxEventAgeSeconds * 1000),
        periods: [1, 1],
      }),
    ]),
    destination: metricWithAlarm(metric('DestinationDeliveryFailures', 'Sum'), {
      name: `${prefix}DestinationFailures`,
      summary: `Lambda could not deliver the record of a failed event of the ${label} to its destination in the last five minutes. The job is not in the archive.`,
      atLeast: 1,
      periods: [1, 1],
    }),
  };
}

/** The processor: one failed job concerns its caller, many concern the operator. */
export function processorGraphs(fn: MonitoredFunction, limits: Thresholds): Graph[] {
  const { metric, runs, duration, queue, destination } = commonGraphs('Processor', 'processor', fn, limits);
  const lookBack = lookBackMinutes(fn);
  const dropped = new MathExpression({
    label: 'Dropped events (%)',
    expression: '100 * dropped / received',
    usingMetrics: { dropped: metric('AsyncEventsDropped', 'Sum'), received: metric('AsyncEventsReceived', 'Sum') },
    period: Duration.minutes(5),
  });
  return [
    graph('Failed attempts (rate)', [
      metricWithAlarm(metric('Errors', 'Average', minute), {
        name: 'ProcessorErrors',
        summary: `More than ${limits.failedJobPercent}% of job attempts failed in 2 of the last ${lookBack} minutes.`,
        above: limits.failedJobPercent / 100,
        periods: [2, lookBack],
        // Not the error handler, which the processor depends on: its alias would wait for this alarm, and so for
        // itself.
        rollsBackDeploymentOf: ['processor'],
      }),
    ]),
    graph('Dropped events', [
      metricWithAlarm(dropped, {
        name: 'ProcessorDroppedEvents',
        summary: `More than ${limits.failedJobPercent}% of the jobs were dropped in 2 of the last 3 five-minute periods: every attempt failed, or none started in time.`,
        above: limits.failedJobPercent,
        periods: [2, 3],
      }),
      destination,
    ]),
    runs,
    duration,
    queue,
  ];
}

/** The error handler: each of its failures counts. */
export function errorHandlerGraphs(fn: MonitoredFunction, limits: Thresholds): Graph[] {
  const { metric, runs, duration, queue, destination } = commonGraphs('ErrorHandler', 'error handler', fn, limits);
  return [
    graph('Failures', [
      metricWithAlarm(metric('Errors', 'Sum', minute), {
        name: 'ErrorHandlerErrors',
        summary: `The error handler failed at least once in the last ${lookBackMinutes(fn)} minutes. Failures that it cannot record go to the archive.`,
        atLeast: 1,
        periods: [1, lookBackMinutes(fn)],
        rollsBackDeploymentOf: ['processor', 'errorHandler'],
      }),
      // Events that the error handler gives up on go to the bus, and so to the archive. EventBridge's own metrics are
      // best effort.
      metricWithAlarm(metric('AsyncEventsDropped', 'Sum', minute), {
        name: 'FailedJobsArchived',
        summary:
          'At least one failed job could not be recorded in the last five minutes. It is in the archive of failed jobs and needs a replay.',
        atLeast: 1,
        periods: [1, 5],
        rollsBackDeploymentOf: ['processor', 'errorHandler'],
      }),
      destination,
    ]),
    runs,
    duration,
    queue,
  ];
}
