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

/** Whether the attempt that holds a claim may still be alive. */
export function leaseIsLive({ leaseExpiresAt }: Claim, now: number): boolean {
  return now < leaseExpiresAt * 1000;
}
