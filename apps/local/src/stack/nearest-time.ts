import type { Clock } from '@jobs/local-aws/kernel';

export interface Clocks {
  /** Of signatures, credentials, and what clients see as `Date`. */
  readonly realClock: Clock;
  /** Of queue, retries, ages, records and archive. */
  readonly stackClock: Clock;
}

/** What the clock shows now that a time was most likely read from. */
export function nearestTime(time: number, { realClock, stackClock }: Clocks): number {
  const [realTime, stackTime] = [realClock.now(), stackClock.now()];
  return Math.abs(time - stackTime) < Math.abs(time - realTime) ? stackTime : realTime;
}
