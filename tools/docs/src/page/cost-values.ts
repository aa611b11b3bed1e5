import { designs } from '../cost/alternatives.ts';
import { assumptions } from '../cost/assumptions.ts';
import { type CostLine, totalUsd } from '../cost/cost-line.ts';
import { completionEventsLine, jobs, jobsCost, listLine, listWriteUnits } from '../cost/jobs-cost.ts';
import { keyRequestLine, monthlyCost, storageLine, streamReadLine } from '../cost/monthly-cost.ts';
import { allPrices, priceOf } from '../cost/prices.ts';
import type { Profile } from '../cost/profile.ts';
import type { PageFacts } from './facts.ts';
import type { PageValues } from './render-page.ts';
import { dollars, rounded, table } from './table.ts';

const ratesPerSecond = [1, 10, 100, 1000, 10_000];

/** The values of the page that are costs. */
export function costValues({ settings, stack, measured, kinds, failing, example }: PageFacts): PageValues {
  const costOf = (profile: Profile) => jobsCost(profile, settings, measured);
  const monthly = monthlyCost(stack, measured.metrics.length);
  const monthOf = (jobsPerSecond: number) =>
    (jobsPerSecond * 3600 * assumptions.hoursOfMonth * totalUsd(costOf(example))) / jobs;
  return {
    costTable: costTable([...kinds, failing], costOf),
    pollsTable: table(
      ['A job that takes', ...kinds.map(({ name }) => name)],
      [['is polled', ...kinds.map(({ polls }) => `${polls} times`)]],
    ),
    rateTable: table(
      [`Jobs of ${example.name} per second`, ...ratesPerSecond.map(rounded)],
      [['USD per month', ...ratesPerSecond.map((jobsPerSecond) => dollars(monthOf(jobsPerSecond)))]],
    ),
    monthlyTable: table(
      ['Per month', 'USD'],
      [...monthly, { part: '**Sum**', usd: totalUsd(monthly) }].map(({ part, usd }) => [part, dollars(usd)]),
    ),
    designTable: table(
      ['USD for a million jobs', ...kinds.map(({ name }) => name)],
      designs.map(({ name, cost }) => [
        name,
        ...kinds.map((profile) => dollars(totalUsd(cost(profile, settings, measured)))),
      ]),
    ),
    priceTable: priceTable(),
    listing: dollars(listLine(settings).usd),
    listWriteUnits: String(listWriteUnits(true)),
    listWriteUnitsByTime: String(listWriteUnits('by-time')),
    completionEvents: dollars(completionEventsLine().usd),
    streamReads: dollars(streamReadLine().usd),
    price: (id) => `$${priceOf(id).usd}`,
    keyRequests: dollars(keyRequestLine(stack).usd),
    tablePrincipals: String(stack.tablePrincipals),
    storage: dollars(storageLine(measured, jobs).usd),
  };
}

function costTable(kinds: readonly Profile[], costOf: (profile: Profile) => CostLine[]): string {
  const columns = kinds.map(costOf);
  const parts = columns[0]?.map(({ part }) => part) ?? [];
  const rows = parts.map((part, row) => [part, ...columns.map((lines) => dollars(lines[row]?.usd ?? 0))]);
  const sums = ['**Sum**', ...columns.map((lines) => `**${dollars(totalUsd(lines))}**`)];
  return table(['USD for a million jobs', ...kinds.map(({ name }) => name)], [...rows, sums]);
}

function priceTable(): string {
  const evidence = { AWS: "AWS's page", 'third party': 'third-party page', none: '**not verified**' };
  const rows = allPrices.map(([, { what, usd, units, unit, source, asOf, evidence: kind }]) =>
    [what, `$${usd} for ${units.toLocaleString('en-US')} ${unit}`, `[${evidence[kind]}](${source})`, asOf].join(' | '),
  );
  return ['| Price | USD | Source | As of |', '| --- | --- | --- | --- |', ...rows.map((row) => `| ${row} |`)].join(
    '\n',
  );
}
