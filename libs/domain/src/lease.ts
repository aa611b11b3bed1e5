import type { Claim } from './stored-job.ts';

/** Clocks of two machines differ, and Lambda takes a moment to stop a function. */
const marginMs = 10_000;

/** When an attempt with `remainingTimeMs` left is certainly dead, in epoch seconds. */
export function leaseEnd(now: number, remainingTimeMs: number): number {
  return Math.ceil((now + remainingTimeMs + marginMs) / 1000);
}

/** Lambda drops an event that was not processed within six hours (docs/facts/b.md#b12). */
const maxEventAgeMs = 6 * 60 * 60 * 1000;

/** The time after which the delivery that holds a claim cannot start another attempt, in epoch milliseconds. */
export function ownerGoneAt({ claimedAt, retried, leaseExpiresAt }: Claim): number {
  const leaseEndMs = leaseExpiresAt * 1000;
  return retried ? Math.max(leaseEndMs, claimedAt + maxEventAgeMs + marginMs) : leaseEndMs;
}

/**
 * How much longer a running job is kept than a finished one, in seconds. Its event can wait six hours for the
 * processor, and its failure just as long for the error handler (docs/facts/b.md#b12). Then the archive keeps the
 * failure, no longer than finished jobs are kept, and a replay can wait once more.
 */
const lastEventSeconds = 2 * 24 * 60 * 60;

/**
 * When the store may delete a running job that never reaches a final status, in epoch seconds: later than any event can
 * end it.
 * @param retentionSeconds how long a finished job is kept; undefined: forever
 */
export function abandonedJobExpiry(
  claimedAt: number,
  retentionSeconds: number | undefined,
): { readonly expiresAt?: number } {
  if (retentionSeconds === undefined) return {};
  return { expiresAt: Math.ceil(claimedAt / 1000) + retentionSeconds + lastEventSeconds };
}

/** Whether the attempt that holds a claim may still be running. */
export function leaseIsLive({ leaseExpiresAt }: Claim, now: number): boolean {
  return now < leaseExpiresAt * 1000;
}
