import { describe, expect, it } from 'vitest';
import { createRates, secondsShown } from './rates.ts';

const sample = (at: number, accepted: number, succeeded = 0, failed = 0) => ({ at, accepted, succeeded, failed });

describe('counts by the second', () => {
  it('are the growth of the totals since the page was opened', () => {
    const rates = createRates();
    rates.add(sample(1000, 500));
    rates.add(sample(1900, 503, 1));
    rates.add(sample(2100, 510, 2, 1));
    const seconds = rates.seconds(3500);
    expect(seconds).toHaveLength(secondsShown);
    expect(seconds.slice(-3)).toEqual([
      { accepted: 3, succeeded: 1, failed: 0 },
      { accepted: 7, succeeded: 1, failed: 1 },
      { accepted: 0, succeeded: 0, failed: 0 },
    ]);
  });

  it('start over when the totals do, as after a restart', () => {
    const rates = createRates();
    rates.add(sample(1000, 500, 400));
    rates.add(sample(2000, 2));
    rates.add(sample(3000, 5));
    expect(
      rates
        .seconds(3000)
        .slice(-2)
        .map(({ accepted }) => accepted),
    ).toEqual([0, 3]);
  });
});
