import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { completionEventsFile, completionEventsPage } from './completion-events.ts';

it('docs/completion-events.md is what the contract and the stack make of it: npx nx run docs:generate', async () => {
  expect(readFileSync(completionEventsFile, 'utf8')).toBe(await completionEventsPage());
});
