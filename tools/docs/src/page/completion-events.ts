import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { jobEventExample, stringConstraints } from '@jobs/contract';
import { maxRecordAgeHours, maxRetryAttempts } from '@jobs/infra/job-events';
import { renderPage } from './render-page.ts';

export const completionEventsFile = resolve(import.meta.dirname, '../../../../docs/completion-events.md');
/** The subscriber that the page shows; the stack's tests synthesize it. */
const subscriberFile = resolve(import.meta.dirname, '../../../../apps/infra/src/testing/on-failed-jobs.ts');
const templateFile = resolve(import.meta.dirname, '../../pages/completion-events.md');

/** The text of `docs/completion-events.md`. */
export async function completionEventsPage(): Promise<string> {
  const page = renderPage(readFileSync(templateFile, 'utf8'), {
    detailType: stringConstraints.JobEventType.enum[0],
    event: JSON.stringify(jobEventExample, null, 2),
    subscriber: ['```typescript', readFileSync(subscriberFile, 'utf8').trimEnd(), '```'].join('\n'),
    maxAge: String(maxRecordAgeHours),
    maxAttempts: String(maxRetryAttempts),
  });
  return format(page, { ...(await resolveConfig(completionEventsFile)), parser: 'markdown' });
}
