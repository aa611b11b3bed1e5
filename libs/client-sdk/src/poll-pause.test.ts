import { describe, expect, it } from 'vitest';
import { pollPauseMs } from './poll-pause.ts';

const polls = [0, 1, 2, 3, 4, 5, 6, 7, 8];

describe('the pause before the next poll', () => {
  it('grows from zero to ten seconds, and is randomly up to half shorter', () => {
    const longest = polls.map((count) => Math.floor(pollPauseMs(count, 0, Infinity, () => 1) ?? NaN));
    const shortest = polls.map((count) => Math.floor(pollPauseMs(count, 0, Infinity, () => 0) ?? NaN));

    expect(longest).toEqual([0, 500, 1_250, 2_375, 4_062, 6_593, 10_000, 10_000, 10_000]);
    expect(shortest).toEqual([0, 250, 625, 1_187, 2_031, 3_296, 5_000, 5_000, 5_000]);
  });

  it('is at least what the service asks for', () => {
    expect(polls.map((count) => pollPauseMs(count, 30_000, Infinity))).toEqual(polls.map(() => 30_000));
  });

  it('ends at least a second before the deadline, so that there is a last poll', () => {
    expect(pollPauseMs(8, 0, 4_000, () => 1)).toBe(3_000);
  });

  it('is undefined if there is no time for another poll', () => {
    expect(pollPauseMs(8, 0, 1_000, () => 1)).toBeUndefined();
    expect(pollPauseMs(8, 5_000, 4_000, () => 1)).toBeUndefined();
    expect(pollPauseMs(0, 0, 0)).toBeUndefined();
  });
});
