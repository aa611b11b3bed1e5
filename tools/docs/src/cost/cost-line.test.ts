import { describe, expect, it } from 'vitest';
import { parseStage } from '@jobs/infra/stage-settings';
import { designs } from './alternatives.ts';
import { costLine, totalUsd } from './cost-line.ts';
import { completionEventsLine, jobsCost } from './jobs-cost.ts';
import { streamReadLine } from './monthly-cost.ts';
import { allPrices } from './prices.ts';
import { failingProfile, type Measurements, profiles } from './profile.ts';

const usage = { writes: 2, writeUnits: 2, functionReads: 0, itemBytes: 300, logLines: 4, logBytes: 2000 };
const measured: Measurements = {
  success: { ...usage, invocations: 1 },
  failure: { ...usage, invocations: 2, functionReads: 1 },
  post: { accessLogBytes: 300, bodyBytes: 60 },
  get: { accessLogBytes: 300, bodyBytes: 300, readUnits: 1 },
  metrics: [],
  polls: { 0: 1, 1: 2, 5: 4, 60: 12 },
};
const settings = parseStage('test', { processor: { memoryMb: 1024 } });
const amountOf = (part: string, seconds: number) => {
  const profile = profiles(measured).find((each) => each.seconds === seconds);
  return jobsCost(profile!, settings, measured).find((line) => line.part.startsWith(part))?.usd;
};

describe('the cost of a million jobs', () => {
  it('is units times prices', () => {
    expect(amountOf('API Gateway', 5)).toBeCloseTo(5 * 3.5);
    expect(amountOf('Lambda: duration', 5)).toBeCloseTo(5.1 * 13.3334);
    expect(amountOf('DynamoDB: writes', 5)).toBeCloseTo(2 * 0.625);
    expect(amountOf('DynamoDB: reads', 60)).toBeCloseTo(12 * 0.125);
  });

  it('includes a second invocation when a job fails', () => {
    const lines = jobsCost(failingProfile(measured), settings, measured);
    expect(lines.find(({ part }) => part === 'Lambda: requests')?.usd).toBeCloseTo(0.4);
  });

  it('rejects an unknown price', () => {
    expect(() => costLine('x', { goldDust: 1 })).toThrow("no price 'goldDust'");
  });

  it('uses each price of the table', () => {
    const used = profiles(measured).flatMap((profile) =>
      designs.flatMap(({ cost }) => cost(profile, settings, measured).flatMap(({ prices }) => prices)),
    );
    const kept = ['dynamoDbStorage', 'dynamoDbPointInTimeRecovery'];
    const monthly = ['kmsKey', 'kmsRequest', 'metric', 'alarmMetric', 'dashboard'];
    const events = [completionEventsLine(), streamReadLine()].flatMap(({ prices }) => prices);
    expect(new Set([...used, ...kept, ...monthly, ...events])).toEqual(new Set(allPrices.map(([id]) => id)));
  });

  it('is the same in all designs for shared parts', () => {
    const [profile] = profiles(measured);
    const shared = designs.map(({ cost }) =>
      totalUsd(cost(profile!, settings, measured).filter(({ part }) => part.startsWith('API Gateway'))),
    );
    expect(new Set(shared).size).toBe(1);
  });
});
