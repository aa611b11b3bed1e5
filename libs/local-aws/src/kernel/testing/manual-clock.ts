import type { Clock } from '../clock.ts';

/** A clock that only moves when a test advances it. */
export class ManualClock implements Clock {
  #now: number;

  constructor(now = Date.parse('2026-01-02T03:04:05Z')) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  advance(byMs: number): void {
    this.#now += byMs;
  }

  setTimer(): never {
    throw new Error('This clock does not support timers.');
  }
}
