import { assumptions } from './assumptions.ts';
import { type CostLine, costLine } from './cost-line.ts';
import type { Measurements } from './profile.ts';
import type { StackFacts } from './stack-facts.ts';

const { hoursOfMonth, keyRequestsPerHour, itemOverheadBytes, streamPollsPerSecond, freeStreamReads } = assumptions;

/** The monthly cost of an idle stack. */
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

/** DynamoDB's KMS requests per month if all of its principals are always busy. */
export function keyRequestLine({ tablePrincipals }: StackFacts): CostLine {
  return costLine('KMS: requests', { kmsRequest: tablePrincipals * keyRequestsPerHour * hoursOfMonth });
}

/** The monthly storage cost of a million jobs. */
export function storageLine({ success }: Measurements, jobs: number): CostLine {
  const gb = (jobs * (success.itemBytes + itemOverheadBytes)) / 2 ** 30;
  return costLine('DynamoDB: storage and recovery', { dynamoDbStorage: gb, dynamoDbPointInTimeRecovery: gb });
}

/**
 * The monthly cost of a pipe polling one shard of the table's stream, if it is billed (docs/facts/j.md#j14). The free
 * reads are per account.
 */
export function streamReadLine(): CostLine {
  const reads = streamPollsPerSecond * 3600 * hoursOfMonth;
  return costLine('DynamoDB: reads of the stream', { dynamoDbStreamRead: reads - freeStreamReads });
}

const counted = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`;
