import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { longestBody } from '@jobs/infra/operation-templates';
import { allStages } from '@jobs/infra/all-stages';
import { format, resolveConfig } from 'prettier';
import { designs } from '../cost/alternatives.ts';
import { assumptions } from '../cost/assumptions.ts';
import { costLine, totalUsd, type CostLine } from '../cost/cost-line.ts';
import { jobs, jobsCost } from '../cost/jobs-cost.ts';
import { keyRequestLine, monthlyCost, storageLine } from '../cost/monthly-cost.ts';
import { allPrices, priceOf, region } from '../cost/prices.ts';
import { failingProfile, profiles, type Measurements, type Profile } from '../cost/profile.ts';
import { readStackFacts } from '../cost/stack-facts.ts';
import { renderPage } from './render-page.ts';
import { namedSetting, settingOf } from './settings.ts';
import { dollars, table } from './table.ts';

const workspace = resolve(import.meta.dirname, '../../../..');
/** The stage that the page is about. */
export const stageName = 'prod';
export const assembly = resolve(workspace, 'apps/infra/cdk.out');
export const pageFile = resolve(workspace, 'docs/cost-and-scale.md');
export const measuredFile = resolve(import.meta.dirname, '../cost/measured.json');
const templateFile = resolve(import.meta.dirname, '../../pages/cost-and-scale.md');

/** Lambda's default quota, and how fast it makes environments for one function. */
const accountConcurrency = 1000;
const environmentsPerSecond = 100;

export function readMeasured(): Measurements {
  return JSON.parse(readFileSync(measuredFile, 'utf8')) as Measurements;
}

/** The text of `docs/cost-and-scale.md`. */
export async function costAndScalePage(measured: Measurements): Promise<string> {
  const settings = allStages()[stageName];
  if (!settings) throw new Error(`There is no stage '${stageName}'.`);
  const facts = readStackFacts(assembly, `jobs-${stageName}`);
  const kinds = profiles(measured);
  const failing = failingProfile(measured);
  const costOf = (profile: Profile) => jobsCost(profile, settings, measured);
  const monthly = monthlyCost(facts, measured.metrics.length);
  const example = kinds[1];
  if (!example) throw new Error('There is no example among the profiles.');

  const page = renderPage(readFileSync(templateFile, 'utf8'), {
    region,
    stage: stageName,
    costTable: costTable([...kinds, failing], costOf),
    pollsTable: table(
      ['A job that takes', ...kinds.map(({ name }) => name)],
      [['is asked for', ...kinds.map(({ polls }) => `${polls} times`)]],
    ),
    designTable: table(
      ['USD for a million jobs', ...kinds.map(({ name }) => name)],
      designs.map(({ name, cost }) => [
        name,
        ...kinds.map((profile) => dollars(totalUsd(cost(profile, settings, measured)))),
      ]),
    ),
    monthlyTable: table(
      ['A month', 'USD'],
      [...monthly, { part: '**Sum**', usd: totalUsd(monthly) }].map(({ part, usd }) => [part, dollars(usd)]),
    ),
    priceTable: priceTable(),
    setting: (path) => namedSetting(settings, path),
    assumption: (name) => {
      const value = (assumptions as Record<string, unknown>)[name];
      if (typeof value !== 'number') throw new Error(`There is no assumption '${name}'.`);
      return String(value);
    },
    percent: (name) => `${Number((assumptions as Record<string, unknown>)[name]) * 100} %`,
    measuredSuccess: (name) => String(measured.success[name as keyof Measurements['success']]),
    measuredFailure: (name) => String(measured.failure[name as keyof Measurements['failure']]),
    price: (id) => `$${priceOf(id).usd}`,
    keyRequests: dollars(keyRequestLine(facts).usd),
    tablePrincipals: String(facts.tablePrincipals),
    storage: dollars(storageLine(measured, jobs).usd),
    longestBody: longestBody.toLocaleString('en-US'),
    requestsOfExample: String(1 + example.polls),
    jobsByConcurrency: (seconds) =>
      rate(settingOf(settings, 'processor.reservedConcurrency') / (Number(seconds) + assumptions.overheadSeconds)),
    jobsByRequests: (requests) => rate(Number(requests) / (1 + example.polls)),
    jobsByStageRate: rate(settings.api.rateLimit / (1 + example.polls)),
    concurrencyFor: (jobsPerSecond) => rate(Number(jobsPerSecond) * (example.seconds + assumptions.overheadSeconds)),
    jobsByWrites: (units) => rate(Number(units) / measured.success.writeUnits),
    writesFor: (jobsPerSecond) => rate(Number(jobsPerSecond) * measured.success.writeUnits),
    requestsFor: (jobsPerSecond) => rate(Number(jobsPerSecond) * (1 + example.polls)),
    readsFor: (jobsPerSecond) => rate(Number(jobsPerSecond) * example.polls * measured.get.readUnits),
    tracesFor: (jobsPerSecond) => rate(Number(jobsPerSecond) * (1 + example.polls) * assumptions.tracedShare),
    logMbFor: (jobsPerSecond) => rate((Number(jobsPerSecond) * measured.success.logBytes) / 2 ** 20),
    taskBusy: `${assumptions.task.busyShare * 100} %`,
    jobsByAccountConcurrency: rate(accountConcurrency / (example.seconds + assumptions.overheadSeconds)),
    secondsToScale: rate((10_000 * (example.seconds + assumptions.overheadSeconds)) / environmentsPerSecond),
    failuresPerSecond: rate(settings.errorHandler.reservedConcurrency / assumptions.overheadSeconds),
    logDollarsPerDay: dollars(
      costLine('', { logIngestion: (10_000 * measured.success.logBytes * 86_400) / 2 ** 30 }).usd,
    ),
  });
  return format(page, { ...(await resolveConfig(pageFile)), parser: 'markdown' });
}

function costTable(kinds: readonly Profile[], costOf: (profile: Profile) => CostLine[]): string {
  const columns = kinds.map(costOf);
  const parts = columns[0]?.map(({ part }) => part) ?? [];
  const rows = parts.map((part, row) => [part, ...columns.map((lines) => dollars(lines[row]?.usd ?? 0))]);
  const sums = ['**Sum**', ...columns.map((lines) => `**${dollars(totalUsd(lines))}**`)];
  return table(['USD for a million jobs', ...kinds.map(({ name }) => name)], [...rows, sums]);
}

function priceTable(): string {
  const evidence = { AWS: "AWS's page", 'third party': "another's page", none: '**not verified**' };
  const rows = allPrices.map(([, { what, usd, units, unit, source, asOf, evidence: kind }]) =>
    [what, `$${usd} for ${units.toLocaleString('en-US')} ${unit}`, `[${evidence[kind]}](${source})`, asOf].join(' | '),
  );
  return ['| Price | USD | Source | As of |', '| --- | --- | --- | --- |', ...rows.map((row) => `| ${row} |`)].join(
    '\n',
  );
}

/** Rounded to three digits. */
function rate(number: number): string {
  return Number(number.toPrecision(3)).toLocaleString('en-US');
}
