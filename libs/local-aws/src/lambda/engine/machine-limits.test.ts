import { expect, it } from 'vitest';
import { environmentsOfMachine } from './machine-limits.ts';

const gigabyte = 1024 ** 3;

it.each([
  ['as many environments as its cores allow', 2, 24 * gigabyte, 16],
  ['as many environments as fit in half of its memory', 16, 4 * gigabyte, 16],
  ['at least two', 1, gigabyte / 8, 2],
])('a machine can run %s', (_what, cores, memoryBytes, count) => {
  expect(environmentsOfMachine(cores, memoryBytes)).toBe(count);
});
