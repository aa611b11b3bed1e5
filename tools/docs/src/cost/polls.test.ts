import { expect, it } from 'vitest';
import { countPolls } from './polls.ts';

it('polls once for an immediate job, and more often for longer ones', async () => {
  expect(await countPolls(0)).toBe(1);
  expect(await countPolls(60)).toBeGreaterThan(await countPolls(5));
});
