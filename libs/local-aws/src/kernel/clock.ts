/** The one source of time of the local run: queue, retries, ages, timeouts, credentials, archive. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once, when `delayMs` of this clock's time have passed. */
  setTimer(delayMs: number, callback: () => void): ClockTimer;
  /** For other processes that follow this clock; absent when it is real time. */
  readonly relativeTime?: RelativeTime;
  /** Calls back when {@link relativeTime} has changed. Returns a function that ends this. */
  readonly watch?: (changed: (time: RelativeTime) => void) => () => void;
}

/** A clock's time is `real time * speed + offsetMs`. */
export interface RelativeTime {
  readonly speed: number;
  readonly offsetMs: number;
}

export interface ClockTimer {
  cancel(): void;
}

/**
 * Real time, or real time that passes faster.
 * @param speed how many milliseconds pass in a real one
 */
export function systemClock(speed = 1): Clock {
  const startedAt = Date.now();
  return {
    now: () => (speed === 1 ? Date.now() : Math.floor(startedAt + (Date.now() - startedAt) * speed)),
    ...(speed !== 1 && { relativeTime: { speed, offsetMs: startedAt * (1 - speed) } }),
    setTimer: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs / speed);
      return {
        cancel: () => {
          clearTimeout(timer);
        },
      };
    },
  };
}

/**
 * Real time plus an offset that a test moves: `advance(6 hours)` runs every timer due until then, in order, at once.
 * Timers also fire by themselves when their real time has come, so that code which really sleeps can be mixed in.
 */
export class AdjustableClock implements Clock {
  readonly #timers = new Set<PendingTimer>();
  readonly #watchers = new Set<(time: RelativeTime) => void>();
  #offset = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  setTimer(delayMs: number, callback: () => void): ClockTimer {
    const pending: PendingTimer = { dueAt: this.now() + delayMs, callback };
    this.#timers.add(pending);
    this.#arm(pending);
    return {
      cancel: () => {
        this.#disarm(pending);
      },
    };
  }

  /**
   * Moves the clock forward. Timers that callbacks set are run too, when they fall due within the time given.
   * @param afterTimer waited for after each timer, e.g. until the work that it started is done; by default one turn of
   * the event loop, so that work in other processes mostly ends after the whole time has passed
   */
  async advance(byMs: number, afterTimer: () => Promise<void> = settle): Promise<void> {
    const target = this.now() + byMs;
    for (let next = this.#nextDue(target); next; next = this.#nextDue(target)) {
      this.#offsetMs += Math.max(0, next.dueAt - this.now());
      this.#fire(next);
      await afterTimer();
    }
    this.#offsetMs += Math.max(0, target - this.now());
    for (const pending of this.#timers) this.#arm(pending);
    await settle();
  }

  get relativeTime(): RelativeTime {
    return { speed: 1, offsetMs: this.#offset };
  }

  readonly watch = (changed: (time: RelativeTime) => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  get #offsetMs(): number {
    return this.#offset;
  }

  set #offsetMs(offsetMs: number) {
    if (offsetMs === this.#offset) return;
    this.#offset = offsetMs;
    for (const changed of this.#watchers) changed(this.relativeTime);
  }

  #nextDue(target: number): PendingTimer | undefined {
    const due = [...this.#timers].filter((timer) => timer.dueAt <= target);
    return due.sort((a, b) => a.dueAt - b.dueAt)[0];
  }

  #arm(pending: PendingTimer): void {
    clearTimeout(pending.handle);
    pending.handle = setTimeout(
      () => {
        this.#fire(pending);
      },
      Math.max(0, pending.dueAt - this.now()),
    );
  }

  #disarm(pending: PendingTimer): void {
    clearTimeout(pending.handle);
    this.#timers.delete(pending);
  }

  #fire(pending: PendingTimer): void {
    this.#disarm(pending);
    pending.callback();
  }
}

interface PendingTimer {
  readonly dueAt: number;
  readonly callback: () => void;
  handle?: NodeJS.Timeout;
}

/** Lets promises and I/O that a timer started make progress. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
