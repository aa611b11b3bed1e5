import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { completionEventsFile, completionEventsPage } from './completion-events.ts';

it('docs/completion-events.md is up to date (npx nx run docs:generate)', async () => {
  expect(readFileSync(completionEventsFile, 'utf8')).toBe(await completionEventsPage());
});
