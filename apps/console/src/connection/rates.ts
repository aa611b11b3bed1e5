/** Totals at a time, in milliseconds of the real clock. */
export interface Sample {
  readonly at: number;
  readonly accepted: number;
  readonly succeeded: number;
  readonly failed: number;
}

/** How much there was in a second. */
export interface Second {
  readonly accepted: number;
  readonly succeeded: number;
  readonly failed: number;
}

export const secondsShown = 60;
const none: Second = { accepted: 0, succeeded: 0, failed: 0 };

/** Counts by the second from totals, the last minute of them, oldest first. */
export interface Rates {
  add(sample: Sample): void;
  /** @param now the seconds without a sample until then had nothing */
  seconds(now: number): readonly Second[];
}

export function createRates(): Rates {
  const counted = new Map<number, Second>();
  let last: Sample | undefined;
  return {
    add(sample) {
      const second = Math.floor(sample.at / 1000);
      const before = counted.get(second) ?? none;
      // After a restart of the local run, totals begin again.
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
