import type { Condition } from './retry-schedule.ts';

/** An event that Lambda has accepted and is not done with. Plain data, so that it can be kept. */
export interface PendingEvent {
  /** One delivery; a duplicate (docs/facts/b.md#b17) has another. */
  readonly deliveryId: string;
  /** The same for all attempts and duplicates (docs/facts/b.md#b9). */
  readonly requestId: string;
  readonly functionName: string;
  /** JSON. */
  readonly payload: string;
  /** As named by the caller: qualified or not (docs/facts/f.md#f7). */
  readonly invokedFunctionArn: string;
  /** Epoch milliseconds of the clock. */
  readonly acceptedAt: number;
  /** Attempts that have ended; throttles don't count (docs/facts/b.md#b11). */
  readonly attempts: number;
  /**
   * - `queued`: runs as soon as there is concurrency for it
   * - `running`: an attempt runs
   * - `waiting`: until {@link nextAttemptAt}
   * - `delivering`: its record is on the way to a destination
   */
  readonly state: 'queued' | 'running' | 'waiting' | 'delivering';
  /** Epoch milliseconds of the clock. */
  readonly nextAttemptAt?: number;
  /** While `delivering`: what its record says. */
  readonly condition?: Condition;
  /** What the last attempt answered: JSON. */
  readonly lastResponse?: { readonly payload: string; readonly functionError?: 'Unhandled' };
}
