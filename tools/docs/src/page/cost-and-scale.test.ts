import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assumptions } from '../cost/assumptions.ts';
import { type JobUsage, measure } from '../cost/measure.ts';
import { countPolls } from '../cost/polls.ts';
import { costAndScalePage, pageFile, readMeasured } from './cost-and-scale.ts';
import { stackName } from './facts.ts';

const regenerate = 'npx nx run docs:generate';

/** Sizes vary slightly from run to run, so only counts are compared. */
const countsOf = ({ invocations, writes, writeUnits, functionReads, logLines }: JobUsage) => [
  ...[invocations, writes, writeUnits, functionReads, logLines],
];

const change = (now: number, before: number) => Math.abs(now / before - 1);

describe('docs/cost-and-scale.md', () => {
  it(`is up to date with prices, settings and template (${regenerate})`, async () => {
    expect(readFileSync(pageFile, 'utf8')).toBe(await costAndScalePage(readMeasured()));
  });

  it(`has current measurements (${regenerate} --measure)`, async () => {
    const kept = readMeasured();
    const now = await measure(stackName);

    for (const kind of ['success', 'failure'] as const) {
      expect(countsOf(now[kind])).toEqual(countsOf(kept[kind]));
      expect(change(now[kind].logBytes, kept[kind].logBytes)).toBeLessThan(0.05);
      expect(change(now[kind].itemBytes, kept[kind].itemBytes)).toBeLessThan(0.05);
    }
    expect(change(now.post.accessLogBytes, kept.post.accessLogBytes)).toBeLessThan(0.05);
    expect(change(await countPolls(5 + assumptions.overheadSeconds), kept.polls[5] ?? 0)).toBeLessThan(0.05);
    expect(now.metrics).toEqual(kept.metrics);
  });

  it('changes when a job writes more', async () => {
    const measured = readMeasured();
    const page = await costAndScalePage({ ...measured, success: { ...measured.success, writeUnits: 3 } });
    expect(page).not.toBe(await costAndScalePage(measured));
  });
});
