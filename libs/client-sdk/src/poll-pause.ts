/** Grows by half each time, from 0 before the first poll and half a second after it. */
const growth = 1.5;
const maxIntervalMs = 10_000;
/** If the next poll would come too late, the last one comes this long before the deadline. */
const lastPollMs = 1_000;

/**
 * How long to pause before the next poll: between half an interval and a whole one, and no less than the service asks
 * for.
 * @param polls the number of polls so far
 * @param leastMs the pause that the service asks for
 * @param remainingMs the time that is left
 * @returns undefined if there is no time for another poll
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
