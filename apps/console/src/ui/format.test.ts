import { expect, it } from 'vitest';
import { count, duration, plural, rate } from './format.ts';

it.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [5240, '5.2 s'],
  [60_000, '1 min'],
  [200_000, '3 min 20 s'],
  [3_599_600, '1 h'],
  [7_500_000, '2 h 5 min'],
  [90_000_000, '1 d 1 h'],
])('writes %d ms as %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

it('formats numbers readably', () => {
  expect([0, 1234, 123_400].map(count)).toEqual(['0', '1,234', '123.4K']);
  expect([0, 0.33, 9.96, 1040.4].map(rate)).toEqual(['0', '0.3', '10', '1,040']);
  expect([plural(1, 'job'), plural(2, 'job')]).toEqual(['1 job', '2 jobs']);
});
