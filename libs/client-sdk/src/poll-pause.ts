/** Grows by half each time, from 0 before the first poll and half a second after it. */
const growth = 1.5;
const maxIntervalMs = 10_000;
/** When the next poll would come too late, the last one comes this long before the end. */
const lastPollMs = 1_000;

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
  const intervalMs = Math.min(maxIntervalMs, 1_000 * (growth ** polls - 1));
  const lastMs = polls > 0 && remainingMs <= lastPollMs ? remainingMs : Math.max(0, remainingMs - lastPollMs);
  const pauseMs = Math.max(leastMs, Math.min(intervalMs * (0.5 + random() / 2), lastMs));
  return pauseMs < remainingMs ? pauseMs : undefined;
}
