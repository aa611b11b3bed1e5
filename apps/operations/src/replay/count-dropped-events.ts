import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { OperationError } from '../operation/errors.ts';
import type { Window } from '../operation/time-option.ts';
import { listResources } from '../stack/deployed-stack.ts';

export interface DroppedEventsQuery {
  readonly region: string;
  readonly cloudFormation: CloudFormationClient;
  readonly stackName: string;
  readonly window: Window;
  readonly signal: AbortSignal;
}

const day = 24 * 60 * 60_000;
/** The maximum number of datapoints in one response, and the finest period that CloudWatch keeps by age. */
const maxDatapoints = 1440;
const keptPeriods = [
  { youngerThanMs: 15 * day, seconds: 60 },
  { youngerThanMs: 63 * day, seconds: 300 },
  { youngerThanMs: Infinity, seconds: 3600 },
];

/** The period to query, in seconds: the finest that CloudWatch has kept and that fits into one response. */
export function periodSeconds({ since, until }: Window, now: Date): number {
  const age = now.getTime() - since.getTime();
  const kept = keptPeriods.find(({ youngerThanMs }) => age < youngerThanMs)?.seconds ?? 3600;
  return kept * Math.ceil((until.getTime() - since.getTime()) / 1000 / kept / maxDatapoints);
}

/**
 * How many events the error handler dropped in a window of time: each of them went to the archive.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * @throws OperationError when the stack has no error handler; errors of the SDK
 */
export async function countDroppedEvents({
  region,
  cloudFormation,
  stackName,
  window,
  signal,
}: DroppedEventsQuery): Promise<number> {
  const resources = await listResources(cloudFormation, stackName, signal);
  const errorHandler = resources.find(
    ({ ResourceType, LogicalResourceId = '' }) =>
      ResourceType === 'AWS::Lambda::Function' && LogicalResourceId.includes('ErrorHandler'),
  );
  if (!errorHandler?.PhysicalResourceId) throw new OperationError(`The stack ${stackName} has no error handler.`);
  const { Datapoints = [] } = await new CloudWatchClient({ region }).send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/Lambda',
      MetricName: 'AsyncEventsDropped',
      Dimensions: [{ Name: 'FunctionName', Value: errorHandler.PhysicalResourceId }],
      StartTime: window.since,
      EndTime: window.until,
      Period: periodSeconds(window, new Date()),
      Statistics: ['Sum'],
    }),
    { abortSignal: signal },
  );
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
}
