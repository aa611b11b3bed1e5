import type { Clock } from '../clock.ts';

export interface FakeClock extends Clock {
  /** The requested duration of each sleep. */
  readonly sleeps: readonly number[];
  advance(ms: number): void;
}

/** Time passes only when somebody sleeps, and then at once. */
export function fakeClock(startAt = Date.parse('2026-11-18T11:06:40Z')): FakeClock {
  let now = startAt;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    sleep: (ms, signal) => {
      signal?.throwIfAborted();
      sleeps.push(ms);
      now += ms;
      return Promise.resolve();
    },
    advance: (ms) => {
      now += ms;
    },
  };
}
