import type { Clock } from './clock.ts';
import { dateOf } from './retry.ts';

/** The service's time, which signatures, expirations and job ids are checked against. */
export interface ServiceClock {
  now(): number;
  /**
   * Learns the difference between the two clocks from a rejection of a signature's time.
   * @returns whether it did, so that a retry makes sense
   */
  learn(headers: Headers, text: string): boolean;
}

export function createServiceClock(clock: Pick<Clock, 'now'>): ServiceClock {
  let offsetMs = 0;
  return {
    now: () => clock.now() + offsetMs,
    learn(headers, text) {
      const isRejected = /Signature (?:expired|not yet)/.test(text);
      const serviceNow = isRejected && (dateOf(headers) ?? Date.parse(stampInMessage(text)));
      if (!serviceNow) return false;
      offsetMs = serviceNow - clock.now();
      return true;
    },
  };
}

/**
 * A browser hides the `Date` header, but the message also contains the service's time: `(20201027T130007Z - 5 min.)`.
 */
function stampInMessage(text: string): string {
  const [, ...parts] = /\((\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)/.exec(text) ?? [];
  const [year, month, hour, minute, second] = parts;
  return `${year}-${month}-${hour}:${minute}:${second}`;
}
