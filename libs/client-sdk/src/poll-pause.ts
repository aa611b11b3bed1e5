/** Grows by half each time, from 0 before the first poll and half a second after it. */
const GROWTH = 1.5;
const LONGEST_INTERVAL_MS = 10_000;
/** When the next poll would come too late, the last one comes this long before the end. */
const LAST_POLL_MS = 1_000;

/**
 * How long to pause before the next poll: at least half an interval, at most all of it, and no less than the service asks for.
 * @param polls how many there have been
 * @param leastMs what the service asks for
 * @param remainingMs the time that is left
 * @returns undefined when no poll can come in time any more
 */
export function pollPauseMs(
  polls: number,
  leastMs: number,
  remainingMs: number,
  random: () => number = Math.random,
): number | undefined {
  const intervalMs = Math.min(LONGEST_INTERVAL_MS, 1_000 * (GROWTH ** polls - 1));
  const lastMs = polls > 0 && remainingMs <= LAST_POLL_MS ? remainingMs : Math.max(0, remainingMs - LAST_POLL_MS);
  const pauseMs = Math.max(leastMs, Math.min(intervalMs * (0.5 + random() / 2), lastMs));
  return pauseMs < remainingMs ? pauseMs : undefined;
}
