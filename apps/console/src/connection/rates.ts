/** Totals at a time, in milliseconds of the real clock. */
export interface Sample {
  readonly at: number;
  readonly accepted: number;
  readonly succeeded: number;
  readonly failed: number;
}

/** Counts within one second. */
export interface Second {
  readonly accepted: number;
  readonly succeeded: number;
  readonly failed: number;
}

export const secondsShown = 60;
const none: Second = { accepted: 0, succeeded: 0, failed: 0 };

/** Counts per second, derived from totals, for the last minute, oldest first. */
export interface Rates {
  add(sample: Sample): void;
  /** @param now seconds without a sample up to this time count as zero */
  seconds(now: number): readonly Second[];
}

export function createRates(): Rates {
  const counted = new Map<number, Second>();
  let last: Sample | undefined;
  return {
    add(sample) {
      const second = Math.floor(sample.at / 1000);
      const before = counted.get(second) ?? none;
      // After a restart of the local run, totals start over.
      const since = last && last.accepted <= sample.accepted && last.succeeded <= sample.succeeded ? last : sample;
      counted.set(second, {
        accepted: before.accepted + sample.accepted - since.accepted,
        succeeded: before.succeeded + sample.succeeded - since.succeeded,
        failed: before.failed + Math.max(0, sample.failed - since.failed),
      });
      for (const old of counted.keys()) if (old < second - secondsShown) counted.delete(old);
      last = sample;
    },
    seconds(now) {
      const end = Math.floor(now / 1000);
      return Array.from({ length: secondsShown }, (_, i) => counted.get(end - secondsShown + 1 + i) ?? none);
    },
  };
}
