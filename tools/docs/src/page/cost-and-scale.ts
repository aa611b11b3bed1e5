import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { assumptions } from '../cost/assumptions.ts';
import { region } from '../cost/prices.ts';
import type { Measurements } from '../cost/profile.ts';
import { costValues } from './cost-values.ts';
import { pageFacts, stageName } from './facts.ts';
import { limitValues } from './limit-values.ts';
import { renderPage } from './render-page.ts';

export const pageFile = resolve(import.meta.dirname, '../../../../docs/cost-and-scale.md');
export const measuredFile = resolve(import.meta.dirname, '../cost/measured.json');
const templateFile = resolve(import.meta.dirname, '../../pages/cost-and-scale.md');

export function readMeasured(): Measurements {
  return JSON.parse(readFileSync(measuredFile, 'utf8')) as Measurements;
}

/** The text of `docs/cost-and-scale.md`. */
export async function costAndScalePage(measured: Measurements): Promise<string> {
  const facts = pageFacts(measured);
  const page = renderPage(readFileSync(templateFile, 'utf8'), {
    region,
    stage: stageName,
    ...costValues(facts),
    ...limitValues(facts),
    success: (name) => String(measured.success[name as keyof Measurements['success']]),
    failure: (name) => String(measured.failure[name as keyof Measurements['failure']]),
    overheadSeconds: String(assumptions.overheadSeconds),
    tracedShare: percent(assumptions.tracedShare),
    taskBusy: percent(assumptions.task.busyShare),
  });
  return format(page, { ...(await resolveConfig(pageFile)), parser: 'markdown' });
}

const percent = (share: number) => `${share * 100}%`;
