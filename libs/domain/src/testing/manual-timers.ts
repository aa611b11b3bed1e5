import type { Schedule } from '../ports.ts';

/** Timers that only pass when a test advances them. */
export class ManualTimers {
  #now: number;
  readonly #due = new Map<() => void, number>();

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  /** How many are set. */
  get count(): number {
    return this.#due.size;
  }

  readonly schedule: Schedule = (ms, callback) => {
    const timer = () => {
      callback();
    };
    this.#due.set(timer, this.#now + ms);
    return () => {
      this.#due.delete(timer);
    };
  };

  /** Lets time pass and runs what is due, until nothing more is. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      const [next] = [...this.#due].sort(([, a], [, b]) => a - b);
      if (next === undefined || next[1] > end) break;
      this.#due.delete(next[0]);
      this.#now = Math.max(this.#now, next[1]);
      next[0]();
    }
    this.#now = end;
  }
}

/** Resolves once all promises that are settled by now, and those that follow from them, have called back. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
