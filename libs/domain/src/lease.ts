import type { Claim } from './stored-job.ts';

/** Two machines' clocks differ, and Lambda takes a moment to stop a function. */
const marginMs = 10_000;

/** When an attempt that has `remainingTimeMs` left is surely dead, in epoch seconds. */
export function leaseEnd(now: number, remainingTimeMs: number): number {
  return Math.ceil((now + remainingTimeMs + marginMs) / 1000);
}

/** Lambda drops an event that it could not get done in six hours (docs/facts/b.md#b12). */
const maxEventAgeMs = 6 * 60 * 60 * 1000;

/** From when on no attempt of the delivery that holds a claim can come any more, in epoch milliseconds. */
export function ownerGoneAt({ claimedAt, retried, leaseExpiresAt }: Claim): number {
  const leaseEndMs = leaseExpiresAt * 1000;
  return retried ? Math.max(leaseEndMs, claimedAt + maxEventAgeMs + marginMs) : leaseEndMs;
}

/**
 * How much longer than a finished job a running one is kept, in seconds. Its event can wait for six hours at the
 * processor and its failure as long at the error handler (docs/facts/b.md#b12); then the archive keeps the failure, at
 * most as long as finished jobs are kept, and a replay can wait once more.
 */
const lastEventSeconds = 2 * 24 * 60 * 60;

/**
 * When the store may delete a running job that nobody ends, in epoch seconds: later than any event can end it.
 * @param retentionSeconds how long a finished job is kept; undefined: forever
 */
export function abandonedJobExpiry(
  claimedAt: number,
  retentionSeconds: number | undefined,
): { readonly expiresAt?: number } {
  if (retentionSeconds === undefined) return {};
  return { expiresAt: Math.ceil(claimedAt / 1000) + retentionSeconds + lastEventSeconds };
}

/** Whether the attempt that holds a claim may still be alive. */
export function leaseIsLive({ leaseExpiresAt }: Claim, now: number): boolean {
  return now < leaseExpiresAt * 1000;
}
