import { expect, it } from 'vitest';
import { pollsOf } from './polls.ts';

it('asks once for a job that is done at once, and more often for longer ones', async () => {
  expect(await pollsOf(0)).toBe(1);
  expect(await pollsOf(60)).toBeGreaterThan(await pollsOf(5));
});
