import type { Clock } from './clock.ts';

/** The time at the service, which is what signatures, expirations and job ids are judged by. */
export interface ServiceClock {
  now(): number;
  /**
   * Learns from a refusal of a signature's time how far the two clocks are apart.
   * @returns whether it did, so that another try makes sense
   */
  learn(refusal: { readonly status: number; readonly headers: Headers; readonly text: string }): boolean;
}

export function createServiceClock(clock: Pick<Clock, 'now'>): ServiceClock {
  let offsetMs = 0;
  return {
    now: () => clock.now() + offsetMs,
    learn({ status, headers, text }) {
      if (status !== 403 || !/Signature (?:expired|not yet current)/.test(text)) return false;
      const serviceNow = Date.parse(headers.get('date') ?? stampInMessage(text));
      if (Number.isNaN(serviceNow)) return false;
      offsetMs = serviceNow - clock.now();
      return true;
    },
  };
}

/** A browser hides the `Date` header; the message has the service's time, too: `(20201027T130007Z - 5 min.)` (A9, A10). */
function stampInMessage(text: string): string {
  return text.replace(/^.*\((\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ).*$/s, '$1-$2-$3:$4:$5');
}
