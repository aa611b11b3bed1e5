import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { ReservedConcurrency, Thresholds } from '../stages/stage-settings.ts';
import { metricWithAlarm } from './alarm.ts';
import { type Graph, graph, metricsOf } from './graph.ts';

/** One of the two functions, as its alarms need it. */
export interface MonitoredFunction {
  readonly functionName: string;
  readonly timeoutSeconds: number;
  readonly reservedConcurrency: ReservedConcurrency;
  readonly maxEventAgeSeconds: number;
}

const minute = Duration.minutes(1);

/** An error counts for the minute in which its run began, so the minutes of a whole run are looked back upon. */
const lookBackMinutes = ({ timeoutSeconds }: MonitoredFunction) => 5 + Math.ceil(timeoutSeconds / 60);

/** What both functions have. Metrics: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
function commonGraphs(prefix: string, label: string, fn: MonitoredFunction, limits: Thresholds) {
  const metric = metricsOf('AWS/Lambda', { FunctionName: fn.functionName });
  const concurrentRuns = metric('ConcurrentExecutions', 'Maximum');
  const part = (percent: number, of: number) => (of * percent) / 100;
  return {
    metric,
    runs: graph('Concurrent runs', [
      fn.reservedConcurrency === 'none'
        ? concurrentRuns
        : metricWithAlarm(concurrentRuns, {
            name: `${prefix}Concurrency`,
            summary: `For 15 minutes, the ${label} has used more than ${limits.concurrencyPercent} % of its ${fn.reservedConcurrency} concurrent runs.`,
            above: part(limits.concurrencyPercent, fn.reservedConcurrency),
            periods: [3, 3],
          }),
      metricWithAlarm(metric('Throttles', 'Sum'), {
        name: `${prefix}Throttles`,
        summary: `For 15 minutes, events for the ${label} have been throttled: they wait, and Lambda tries them again.`,
        atLeast: 1,
        periods: [3, 3],
      }),
    ]),
    duration: graph('Duration (ms)', [
      metric('Duration', 'p50'),
      metricWithAlarm(metric('Duration', 'p99'), {
        name: `${prefix}Duration`,
        summary: `The ${label} takes more than ${limits.durationPercent} % of its time limit of ${fn.timeoutSeconds} s.`,
        above: part(limits.durationPercent, fn.timeoutSeconds * 1000),
        periods: [2, 3 + Math.ceil(fn.timeoutSeconds / 300)],
      }),
    ]),
    queue: graph('Age of events (ms)', [
      metricWithAlarm(metric('AsyncEventAge', 'Maximum'), {
        name: `${prefix}EventAge`,
        summary: `Events for the ${label} have waited longer than ${limits.eventAgePercent} % of the ${fn.maxEventAgeSeconds} s after which they are given up.`,
        above: part(limits.eventAgePercent, fn.maxEventAgeSeconds * 1000),
        periods: [1, 1],
      }),
    ]),
    destination: metricWithAlarm(metric('DestinationDeliveryFailures', 'Sum'), {
      name: `${prefix}DestinationFailures`,
      summary: `Lambda could not hand on the record of an event that failed in the ${label}: what became of its job is in the logs only.`,
      atLeast: 1,
      periods: [1, 1],
    }),
  };
}

/** The processor: a job that fails is its caller's matter, many that do are the operator's. */
export function processorGraphs(fn: MonitoredFunction, limits: Thresholds): Graph[] {
  const { metric, runs, duration, queue, destination } = commonGraphs('Processor', 'processor', fn, limits);
  const lookBack = lookBackMinutes(fn);
  const dropped = new MathExpression({
    label: 'Events given up, in percent',
    expression: '100 * dropped / received',
    usingMetrics: { dropped: metric('AsyncEventsDropped', 'Sum'), received: metric('AsyncEventsReceived', 'Sum') },
    period: Duration.minutes(5),
  });
  return [
    graph('Attempts that failed, as a part of all', [
      metricWithAlarm(metric('Errors', 'Average', minute), {
        name: 'ProcessorErrors',
        summary: `In two of the last ${lookBack} minutes, more than ${limits.failedJobPercent} % of the attempts at jobs failed.`,
        above: limits.failedJobPercent / 100,
        periods: [2, lookBack],
        // Not the error handler, which the processor depends on: its alias would wait for this alarm, and so for itself.
        rollsBackDeploymentOf: ['processor'],
      }),
    ]),
    graph('Jobs given up', [
      metricWithAlarm(dropped, {
        name: 'ProcessorDroppedEvents',
        summary: `In two of 15 minutes' three periods, more than ${limits.failedJobPercent} % of the jobs were given up: each attempt failed, or there was none in time.`,
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
        summary: 'The error handler failed, so that a failed job could not be recorded at this attempt.',
        atLeast: 1,
        periods: [1, lookBackMinutes(fn)],
        rollsBackDeploymentOf: ['processor', 'errorHandler'],
      }),
      // What the error handler gives up goes to the bus, and so to the archive. EventBridge's own metrics are best effort.
      metricWithAlarm(metric('AsyncEventsDropped', 'Sum', minute), {
        name: 'FailedJobsArchived',
        summary: 'A failed job could not be recorded and is in the archive of failed jobs: it needs a replay.',
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
