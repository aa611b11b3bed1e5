import { describe, expect, it } from 'vitest';
import { leaseEnd, leaseIsLive } from './lease.ts';
import { now, runningJob } from './testing/fixtures.ts';

describe('a lease', () => {
  it("outlives its attempt by 10 seconds, so that machines' clocks may differ", () => {
    expect(leaseEnd(now, 300_000)).toBe(now / 1000 + 310);
    expect(leaseEnd(now, 1)).toBe(now / 1000 + 11);
  });

  it('is live until its very end', () => {
    const job = runningJob();
    expect(leaseIsLive(job, now + 309_999)).toBe(true);
    expect(leaseIsLive(job, now + 310_000)).toBe(false);
    expect(leaseIsLive({ ...job, leaseExpiresAt: 0 }, now)).toBe(false);
  });
});
