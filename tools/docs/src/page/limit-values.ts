import { maxBodyLength } from '@jobs/infra/operation-templates';
import { assumptions } from '../cost/assumptions.ts';
import { costLine } from '../cost/cost-line.ts';
import type { PageFacts } from './facts.ts';
import type { PageValues } from './render-page.ts';
import { namedSetting, settingOf } from './settings.ts';
import { dollars, rounded } from './table.ts';

/** Lambda's default concurrency quota, and its scaling rate per function. */
const accountConcurrency = 1000;
const environmentsPerSecond = 100;

/** The writes per second to one key of an index, and how often a successful job is written to its busiest list. */
const partitionWrites = 1000;
const writesToOneList = 2;

const goalPerSecond = 10_000;
const { overheadSeconds, tracedShare } = assumptions;

/** How many jobs per second there can be by each limit, and what the goal needs. */
export function limitValues({ settings, measured, example }: PageFacts): PageValues {
  const requests = 1 + example.polls;
  const secondsOfExample = example.seconds + overheadSeconds;
  const { writeUnits, logBytes } = measured.success;
  const readUnits = example.polls * measured.get.readUnits;
  const logGbPerDay = (goalPerSecond * logBytes * 86_400) / 2 ** 30;
  return {
    setting: (path) => namedSetting(settings, path),
    maxBodyLength: maxBodyLength.toLocaleString('en-US'),
    requestsOfExample: String(requests),
    jobsByConcurrency: (seconds) =>
      rounded(settingOf(settings, 'processor.reservedConcurrency') / (Number(seconds) + overheadSeconds)),
    jobsByStageRate: rounded(settings.api.rateLimit / requests),
    jobsByAccountConcurrency: rounded(accountConcurrency / secondsOfExample),
    jobsByRequests: (perSecond) => rounded(Number(perSecond) / requests),
    jobsByWrites: (units) => rounded(Number(units) / writeUnits),
    jobsByReads: (units) => rounded(Number(units) / readUnits),
    jobsByList: rounded(partitionWrites / writesToOneList),
    concurrencyForGoal: rounded(goalPerSecond * secondsOfExample),
    secondsToScale: rounded((goalPerSecond * secondsOfExample) / environmentsPerSecond),
    requestsForGoal: rounded(goalPerSecond * requests),
    writesForGoal: rounded(goalPerSecond * writeUnits),
    readsForGoal: rounded(goalPerSecond * readUnits),
    tracesForGoal: rounded(goalPerSecond * requests * tracedShare),
    logMbForGoal: rounded((goalPerSecond * logBytes) / 2 ** 20),
    logDollarsPerDay: dollars(costLine('', { logIngestion: logGbPerDay }).usd),
    failuresPerSecond: rounded(settingOf(settings, 'errorHandler.reservedConcurrency') / overheadSeconds),
  };
}
