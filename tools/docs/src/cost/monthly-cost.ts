import { assumptions } from './assumptions.ts';
import { type CostLine, costLine } from './cost-line.ts';
import type { Measurements } from './profile.ts';
import type { StackFacts } from './stack-facts.ts';

const { hoursOfMonth, keyRequestsPerHour, itemOverheadBytes, streamPollsPerSecond, freeStreamReads } = assumptions;

/** What a stack costs in a month in which nobody calls it. */
export function monthlyCost(facts: StackFacts, metrics: number): CostLine[] {
  const lines: [count: number, line: CostLine][] = [
    [facts.keys, costLine(`KMS: ${counted(facts.keys, 'key')}`, { kmsKey: facts.keys })],
    [
      facts.alarmMetrics,
      costLine(`CloudWatch: ${counted(facts.alarms, 'alarm')} with ${counted(facts.alarmMetrics, 'metric')}`, {
        alarmMetric: facts.alarmMetrics,
      }),
    ],
    [
      facts.dashboards,
      costLine(`CloudWatch: ${counted(facts.dashboards, 'dashboard')}`, { dashboard: facts.dashboards }),
    ],
    [
      metrics,
      costLine(`CloudWatch: ${counted(metrics, 'metric')} of our own, in months in which they are written`, {
        metric: metrics,
      }),
    ],
  ];
  return lines.filter(([count]) => count > 0).map(([, line]) => line);
}

/** What KMS is asked by DynamoDB in a month in which each of its principals is busy all the time. */
export function keyRequestLine({ tablePrincipals }: StackFacts): CostLine {
  return costLine('KMS: requests', { kmsRequest: tablePrincipals * keyRequestsPerHour * hoursOfMonth });
}

/** What a million jobs cost for each month in which they are kept. */
export function storageLine({ success }: Measurements, jobs: number): CostLine {
  const gb = (jobs * (success.itemBytes + itemOverheadBytes)) / 2 ** 30;
  return costLine('DynamoDB: storage and recovery', { dynamoDbStorage: gb, dynamoDbPointInTimeRecovery: gb });
}

/**
 * What a pipe pays in a month for polling one shard of the table's stream, if it pays (docs/facts/j.md#j14). The free
 * reads are those of an account.
 */
export function streamReadLine(): CostLine {
  const reads = streamPollsPerSecond * 3600 * hoursOfMonth;
  return costLine('DynamoDB: reads of the stream', { dynamoDbStreamRead: reads - freeStreamReads });
}

const counted = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`;
