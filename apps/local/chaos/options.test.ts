import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('chaos options', () => {
  it('have defaults', () => {
    expect(readOptions([])).toEqual({ jobs: 2000, kills: 10, seed: 1, faults: 0.1, events: true });
  });

  it.each([['--help'], ['-h']])('ask for help: %s', (flag) => {
    expect(readOptions([flag])).toBeUndefined();
  });

  it.each([
    ['--jobs=0', '--jobs must be a whole number of at least 1'],
    ['--jobs=', "not ''"],
    ['--kills=1.5', '--kills must be a whole number of at least 0'],
    ['--faults=2', '--faults must be a number from 0 to 1'],
    ['--what', "Unknown option '--what'"],
  ])('are rejected: %s', (argument, message) => {
    expect(() => readOptions([argument])).toThrow(message);
  });
});
