import type { Condition } from './retry-schedule.ts';

/** An event that Lambda has accepted but not finished. Plain data, so that it can be stored. */
export interface PendingEvent {
  /** Identifies one delivery; a duplicate (docs/facts/b.md#b17) has a different one. */
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
  /** While `delivering`: the condition in its record. */
  readonly condition?: Condition;
  /** The response of the last attempt, as JSON. */
  readonly lastResponse?: { readonly payload: string; readonly functionError?: 'Unhandled' };
}
