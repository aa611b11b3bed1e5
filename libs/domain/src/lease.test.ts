import { describe, expect, it } from 'vitest';
import { abandonedJobExpiry, leaseEnd, leaseIsLive } from './lease.ts';
import { now, runningJob } from './testing/fixtures.ts';

describe('a lease', () => {
  it("outlives its attempt by 10 seconds, so that machines' clocks may differ", () => {
    expect(leaseEnd(now, 300_000)).toBe(now / 1000 + 310);
    expect(leaseEnd(now, 1)).toBe(now / 1000 + 11);
  });

  it('is live until it ends', () => {
    const job = runningJob();
    expect(leaseIsLive(job, now + 309_999)).toBe(true);
    expect(leaseIsLive(job, now + 310_000)).toBe(false);
    expect(leaseIsLive({ ...job, leaseExpiresAt: 0 }, now)).toBe(false);
  });
});

describe('the expiry of a running job', () => {
  const hour = 60 * 60;
  const retentionSeconds = 24 * hour;

  it('comes after the last event that can end the job', () => {
    const inQueueOfProcessor = 6 * hour;
    const maxAttempt = 900;
    const inQueueOfErrorHandler = 6 * hour;
    // At most as long as finished jobs: see archiveRetentionDays.
    const inArchive = retentionSeconds;
    const toRuleOfReplay = hour;
    const lastEvent =
      inQueueOfProcessor + maxAttempt + inQueueOfErrorHandler + inArchive + toRuleOfReplay + inQueueOfErrorHandler;
    expect(abandonedJobExpiry(now, retentionSeconds).expiresAt).toBeGreaterThan(now / 1000 + lastEvent);
  });

  it('is absent if finished jobs are kept forever', () => {
    expect(abandonedJobExpiry(now, undefined)).toEqual({});
  });
});
