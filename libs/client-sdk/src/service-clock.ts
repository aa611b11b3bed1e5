import type { Clock } from './clock.ts';
import { dateOf } from './retry.ts';

/** The time at the service, which is what signatures, expirations and job ids are judged by. */
export interface ServiceClock {
  now(): number;
  /**
   * Learns from a refusal of a signature's time how far the two clocks are apart.
   * @returns whether it did, so that another try makes sense
   */
  learn(headers: Headers, text: string): boolean;
}

export function createServiceClock(clock: Pick<Clock, 'now'>): ServiceClock {
  let offsetMs = 0;
  return {
    now: () => clock.now() + offsetMs,
    learn(headers, text) {
      const isRefused = /Signature (?:expired|not yet)/.test(text);
      const serviceNow = isRefused && (dateOf(headers) ?? Date.parse(stampInMessage(text)));
      if (!serviceNow) return false;
      offsetMs = serviceNow - clock.now();
      return true;
    },
  };
}

/** A browser hides the `Date` header; the message has the service's time, too: `(20201027T130007Z - 5 min.)`. */
function stampInMessage(text: string): string {
  const [, ...parts] = /\((\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)/.exec(text) ?? [];
  const [year, month, hour, minute, second] = parts;
  return `${year}-${month}-${hour}:${minute}:${second}`;
}
