import { expect, it } from 'vitest';
import { environmentsOfMachine } from './machine-limits.ts';

const gigabyte = 1024 ** 3;

it.each([
  ['as many as its cores serve', 2, 24 * gigabyte, 16],
  ['as many as half of its memory holds', 16, 4 * gigabyte, 16],
  ['two at least', 1, gigabyte / 8, 2],
])('a machine bears %s', (_what, cores, memoryBytes, count) => {
  expect(environmentsOfMachine(cores, memoryBytes)).toBe(count);
});
