import type { Clock, ClockTimer } from '../../kernel/index.ts';
import { Fifo } from './fifo.ts';
import type { QueuedEvent } from './queued-event.ts';

// How long an event that has become too old may stay before it is found.
const checkMs = 1_000;

/** Events that may run as soon as there is concurrency, first in, first out. Those that become too old are given up. */
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

  /** @param maxAgeMs of the event that has waited longest, until the first look */
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
