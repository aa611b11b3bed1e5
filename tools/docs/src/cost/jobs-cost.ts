import type { StageSettings } from '@jobs/infra/stage-settings';
import { assumptions } from './assumptions.ts';
import { type CostLine, costLine } from './cost-line.ts';
import type { Measurements, Profile } from './profile.ts';

/** The number of jobs that all costs are for. */
export const jobs = 1_000_000;

const bytesOfGb = 2 ** 30;
const mbOfGb = 1024;

/** The costs shared by all designs with the same gateway and table. */
export function sharedLines(profile: Profile, measured: Measurements): CostLine[] {
  const { post, get } = measured;
  const { polls, usage } = profile;
  const requests = jobs * (1 + polls);
  const accessLogBytes = jobs * (post.accessLogBytes + polls * get.accessLogBytes);
  const answerBytes = jobs * (post.bodyBytes + polls * get.bodyBytes) + requests * assumptions.answerHeaderBytes;
  return [
    costLine('API Gateway: a POST and its GETs', { apiGatewayRequest: requests }),
    costLine('DynamoDB: reads', { dynamoDbRead: jobs * (polls * get.readUnits + usage.functionReads) }),
    costLine('CloudWatch Logs: access log', { logIngestion: accessLogBytes / bytesOfGb }),
    costLine('X-Ray: traces', { xrayTrace: requests * assumptions.tracedShare }),
    costLine('Data transfer out to the internet', { dataOut: answerBytes / bytesOfGb }),
  ];
}

export function writeLine(writeUnits: number): CostLine {
  return costLine('DynamoDB: writes', { dynamoDbWrite: jobs * writeUnits });
}

/** Write units of the lists for a job whose item is written when it starts and when it ends (docs/facts/g.md#g9). */
export function listWriteUnits(listing: StageSettings['api']['listing']): number {
  // A new or updated entry is one unit; one whose key changes (by status) is two.
  const byTime = 1 + 1;
  const byStatus = 1 + 2;
  if (listing === false) return 0;
  return listing === 'by-time' ? byTime : byTime + byStatus;
}

export function listLine({ api: { listing } }: Pick<StageSettings, 'api'>): CostLine {
  return costLine('DynamoDB: index writes for job lists', { dynamoDbWrite: jobs * listWriteUnits(listing) });
}

/** One pass through the pipe, after its filter, and one event on the bus. */
export function completionEventsLine(): CostLine {
  return costLine('EventBridge: completion events', { pipeRequest: jobs, eventBridgeEvent: jobs });
}

export function functionLogLine(logBytes: number): CostLine {
  return costLine('CloudWatch Logs: functions', { logIngestion: (jobs * logBytes) / bytesOfGb });
}

export function functionRequestLine(invocations: number): CostLine {
  return costLine('Lambda: requests', { lambdaRequest: jobs * invocations });
}

/** @param gbSeconds of one job */
export function durationLine(gbSeconds: number): CostLine {
  return costLine('Lambda: duration', { lambdaArmGbSecond: jobs * gbSeconds });
}

/** GB-seconds of an invocation of this duration. */
export function gbSeconds(memoryMb: number, seconds: number): number {
  return (memoryMb / mbOfGb) * (seconds + assumptions.overheadSeconds);
}

/** The stack's costs for a million jobs of one profile. */
export function jobsCost(profile: Profile, settings: StageSettings, measured: Measurements): CostLine[] {
  const { seconds, usage } = profile;
  const forFailure = usage.invocations > 1 ? gbSeconds(settings.errorHandler.memoryMb, 0) : 0;
  return [
    functionRequestLine(usage.invocations),
    durationLine(gbSeconds(settings.processor.memoryMb, seconds) + forFailure),
    writeLine(usage.writeUnits),
    listLine(settings),
    functionLogLine(usage.logBytes),
    ...sharedLines(profile, measured),
  ];
}
