import type { Claim } from './stored-job.ts';

/** Two machines' clocks differ, and Lambda takes a moment to stop a function. */
const marginMs = 10_000;

/** When an attempt that has `remainingTimeMs` left is surely dead, in epoch seconds. */
export function leaseEnd(now: number, remainingTimeMs: number): number {
  return Math.ceil((now + remainingTimeMs + marginMs) / 1000);
}

/** Whether the attempt that holds a claim may still be alive. */
export function leaseIsLive({ leaseExpiresAt }: Claim, now: number): boolean {
  return now < leaseExpiresAt * 1000;
}
