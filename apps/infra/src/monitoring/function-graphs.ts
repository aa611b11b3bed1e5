import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { CustomMetricGroup } from 'cdk-monitoring-constructs';
import { alarmed, graph, metricsOf } from './alarm.ts';
import type { ReservedConcurrency, Thresholds } from '../stages/stage-settings.ts';

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
        : alarmed(concurrentRuns, {
            name: `${prefix}Concurrency`,
            says: `For 15 minutes, the ${label} has used more than ${limits.concurrencyPercent} % of its ${fn.reservedConcurrency} concurrent runs.`,
            above: part(limits.concurrencyPercent, fn.reservedConcurrency),
            periods: [3, 3],
          }),
      alarmed(metric('Throttles', 'Sum'), {
        name: `${prefix}Throttles`,
        says: `For 15 minutes, events for the ${label} have been throttled: they wait, and Lambda tries them again.`,
        atLeast: 1,
        periods: [3, 3],
      }),
    ]),
    duration: graph('Duration (ms)', [
      metric('Duration', 'p50'),
      alarmed(metric('Duration', 'p99'), {
        name: `${prefix}Duration`,
        says: `The ${label} takes more than ${limits.durationPercent} % of its time limit of ${fn.timeoutSeconds} s.`,
        above: part(limits.durationPercent, fn.timeoutSeconds * 1000),
        periods: [2, 3 + Math.ceil(fn.timeoutSeconds / 300)],
      }),
    ]),
    queue: graph('Age of events (ms)', [
      alarmed(metric('AsyncEventAge', 'Maximum'), {
        name: `${prefix}EventAge`,
        says: `Events for the ${label} have waited longer than ${limits.eventAgePercent} % of the ${fn.maxEventAgeSeconds} s after which they are given up.`,
        above: part(limits.eventAgePercent, fn.maxEventAgeSeconds * 1000),
        periods: [1, 1],
      }),
    ]),
    destination: alarmed(metric('DestinationDeliveryFailures', 'Sum'), {
      name: `${prefix}DestinationFailures`,
      says: `Lambda could not hand on the record of an event that failed in the ${label}: what became of its job is in the logs only.`,
      atLeast: 1,
      periods: [1, 1],
    }),
  };
}

/** The processor: a job that fails is its caller's matter, many that do are the operator's. */
export function processorGraphs(fn: MonitoredFunction, limits: Thresholds): CustomMetricGroup[] {
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
      alarmed(metric('Errors', 'Average', minute), {
        name: 'ProcessorErrors',
        says: `In two of the last ${lookBack} minutes, more than ${limits.failedJobPercent} % of the attempts at jobs failed.`,
        above: limits.failedJobPercent / 100,
        periods: [2, lookBack],
        // Not the error handler, which the processor depends on: its alias would wait for this alarm, and so for itself.
        rollsBack: ['processor'],
      }),
    ]),
    graph('Jobs given up', [
      alarmed(dropped, {
        name: 'ProcessorDroppedEvents',
        says: `In two of 15 minutes' three periods, more than ${limits.failedJobPercent} % of the jobs were given up: each attempt failed, or there was none in time.`,
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
export function errorHandlerGraphs(fn: MonitoredFunction, limits: Thresholds): CustomMetricGroup[] {
  const { metric, runs, duration, queue, destination } = commonGraphs('ErrorHandler', 'error handler', fn, limits);
  return [
    graph('Failures', [
      alarmed(metric('Errors', 'Sum', minute), {
        name: 'ErrorHandlerErrors',
        says: 'The error handler failed, so that a failed job could not be recorded at this attempt.',
        atLeast: 1,
        periods: [1, lookBackMinutes(fn)],
        rollsBack: ['processor', 'errorHandler'],
      }),
      // What the error handler gives up goes to the bus, and so to the archive. EventBridge's own metrics are best effort.
      alarmed(metric('AsyncEventsDropped', 'Sum', minute), {
        name: 'FailedJobsArchived',
        says: 'A failed job could not be recorded and is in the archive of failed jobs: it needs a replay.',
        atLeast: 1,
        periods: [1, 5],
        rollsBack: ['processor', 'errorHandler'],
      }),
      destination,
    ]),
    runs,
    duration,
    queue,
  ];
}
