import type { Clock, ClockTimer } from '../../kernel/index.ts';
import { Fifo } from './fifo.ts';
import type { QueuedEvent } from './queued-event.ts';

// Interval between checks for events that have become too old.
const checkMs = 1_000;

/** Events that may run as soon as there is concurrency, first in, first out. Events that become too old are dropped. */
export class ReadyEvents {
  readonly #clock: Clock;
  readonly #isTooOld: (event: QueuedEvent) => boolean;
  readonly #giveUp: (event: QueuedEvent) => void;
  readonly #events = new Fifo<QueuedEvent>();
  #timer: ClockTimer | undefined;

  constructor(clock: Clock, isTooOld: (event: QueuedEvent) => boolean, giveUp: (event: QueuedEvent) => void) {
    this.#clock = clock;
    this.#isTooOld = isTooOld;
    this.#giveUp = giveUp;
  }

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  push(event: QueuedEvent): void {
    this.#events.push(event);
  }

  peek(): QueuedEvent | undefined {
    return this.#events.peek();
  }

  shift(): void {
    this.#events.shift();
  }

  /** @param maxAgeMs the maximum age of events; the first check is when the oldest one reaches it */
  watchAges(maxAgeMs: number): void {
    const oldest = this.#events.peek()?.pending.acceptedAt ?? 0;
    const dueInMs = oldest + maxAgeMs - this.#clock.now();
    this.#timer ??= this.#clock.setTimer(Math.max(checkMs, dueInMs), () => {
      this.#timer = undefined;
      for (const event of this.#events.extract(this.#isTooOld)) this.#giveUp(event);
      if (!this.isEmpty) this.watchAges(maxAgeMs);
    });
  }

  stop(): void {
    this.#timer?.cancel();
  }
}
