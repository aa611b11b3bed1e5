import type { Clock } from '@jobs/local-aws/kernel';

export interface Clocks {
  /** For signatures, credentials, and the `Date` that clients see. */
  readonly realClock: Clock;
  /** For the queue, retries, ages, records and the archive. */
  readonly stackClock: Clock;
}

/** The current time on the clock that a given time was most likely read from. */
export function nearestTime(time: number, { realClock, stackClock }: Clocks): number {
  const [realTime, stackTime] = [realClock.now(), stackClock.now()];
  return Math.abs(time - stackTime) < Math.abs(time - realTime) ? stackTime : realTime;
}
