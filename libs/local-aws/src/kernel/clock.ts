/** The one source of time of the local run: queue, retries, ages, timeouts, credentials, archive. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once, after `delayMs` of this clock's time. */
  setTimer(delayMs: number, callback: () => void): ClockTimer;
  /** For other processes that follow this clock; absent when it is real time. */
  readonly relativeTime?: RelativeTime;
  /** Calls back when {@link relativeTime} changes. @returns a function that stops watching */
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

/** Real time, which cannot be changed. */
export function systemClock(): Clock {
  return {
    now: Date.now,
    setTimer: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return {
        cancel: () => {
          clearTimeout(timer);
        },
      };
    },
  };
}

/** Node fires a timer with a longer delay immediately. */
const maxDelayMs = 2 ** 31 - 1;

/**
 * Real time times a speed, plus an offset; both can be changed: `advance(6 hours)` runs every timer due until then, in
 * order, immediately. Timers also fire on their own when they are due, so that code that really sleeps can be used
 * as well.
 */
export class AdjustableClock implements Clock {
  readonly #timers = new Set<PendingTimer>();
  readonly #watchers = new Set<(time: RelativeTime) => void>();
  #time: RelativeTime;
  /** The time that the last move ends at. */
  #target = 0;

  /** @param speed milliseconds of this clock per real millisecond */
  constructor(speed = 1) {
    this.#time = { speed, offsetMs: Date.now() * (1 - speed) };
  }

  now(): number {
    return Math.floor(Date.now() * this.#time.speed + this.#time.offsetMs);
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
   * Moves the clock forward. Timers set by callbacks fire, too, if they are due within that time. A move
   * during another move is added to it.
   * @param afterTimer waited for after each timer, e.g. until the work that it started is done; by default one turn of
   * the event loop, so that work in other processes mostly ends after the whole time has passed
   */
  async advance(byMs: number, afterTimer: () => Promise<void> = settle): Promise<void> {
    const target = Math.max(this.now(), this.#target) + byMs;
    this.#target = target;
    for (let next = this.#nextDue(target); next; next = this.#nextDue(target)) {
      this.#moveTo(next.dueAt);
      this.#fire(next);
      await afterTimer();
    }
    this.#moveTo(target);
    this.#armAll();
    await settle();
  }

  /** Continues from the current time at another speed, in milliseconds of this clock per real millisecond. */
  setSpeed(speed: number): void {
    if (speed === this.#time.speed) return;
    const now = Date.now();
    this.#set({ speed, offsetMs: now * this.#time.speed + this.#time.offsetMs - now * speed });
    this.#armAll();
  }

  get relativeTime(): RelativeTime {
    return this.#time;
  }

  readonly watch = (changed: (time: RelativeTime) => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  /** Moves to a time, never backwards. */
  #moveTo(time: number): void {
    const byMs = time - this.now();
    if (byMs > 0) this.#set({ speed: this.#time.speed, offsetMs: this.#time.offsetMs + byMs });
  }

  #set(time: RelativeTime): void {
    this.#time = time;
    for (const changed of this.#watchers) changed(time);
  }

  #nextDue(target: number): PendingTimer | undefined {
    let next: PendingTimer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueAt <= target && (next === undefined || timer.dueAt < next.dueAt)) next = timer;
    }
    return next;
  }

  #armAll(): void {
    for (const pending of this.#timers) this.#arm(pending);
  }

  #arm(pending: PendingTimer): void {
    clearTimeout(pending.handle);
    // Rounded up: Node drops fractions, and would fire too early.
    const delayMs = Math.ceil(Math.max(0, pending.dueAt - this.now()) / this.#time.speed);
    pending.handle =
      delayMs > maxDelayMs
        ? setTimeout(() => {
            this.#arm(pending);
          }, maxDelayMs)
        : setTimeout(() => {
            this.#fire(pending);
          }, delayMs);
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
