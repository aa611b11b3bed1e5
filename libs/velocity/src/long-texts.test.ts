import { expect, it } from 'vitest';
import { compileTemplate } from './index.ts';

it('a text of many blanks is trimmed in time linear in its length', () => {
  const text = `a${' '.repeat(200_000)}b`;
  expect(compileTemplate('$s.trim()', 'test.vtl').render({ s: ` \t${text}\0\n` })).toBe(text);
});
