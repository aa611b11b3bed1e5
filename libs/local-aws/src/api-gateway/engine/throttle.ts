import type { Clock } from '../../kernel/index.ts';
import type { ThrottlingDefinition } from './definition.ts';

/** A token bucket: holds `burstLimit` tokens and gains `rateLimit` tokens per second (docs/facts/a.md#a88). */
export class Throttle {
  readonly #clock: Clock;
  readonly #limits: ThrottlingDefinition;
  #tokens: number;
  #filledAt: number;

  constructor(limits: ThrottlingDefinition, clock: Clock) {
    this.#clock = clock;
    this.#limits = limits;
    this.#tokens = limits.burstLimit;
    this.#filledAt = clock.now();
  }

  /** Takes a token; false when there is none. */
  admits(): boolean {
    const now = this.#clock.now();
    const gained = (Math.max(0, now - this.#filledAt) / 1000) * this.#limits.rateLimit;
    this.#tokens = Math.min(this.#limits.burstLimit, this.#tokens + gained);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
