import type { Clock, ClockTimer } from './clock.ts';

/** Timers of a clock that can all be cancelled together. */
export class Timers {
  readonly #clock: Clock;
  readonly #timers = new Set<ClockTimer>();
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls back once, unless all timers are cancelled before then. */
  set(delayMs: number, callback: () => void): void {
    if (this.#stopped) return;
    const timer = this.#clock.setTimer(delayMs, () => {
      this.#timers.delete(timer);
      callback();
    });
    this.#timers.add(timer);
  }

  /** Cancels all timers; no further timers can be set. */
  cancelAll(): void {
    this.#stopped = true;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }
}
