/** The pause between two polls is between half an interval and all of it; each interval is half as long again. */
const FIRST_INTERVAL_MS = 1_000;
const INTERVAL_GROWTH = 1.5;
const LONGEST_INTERVAL_MS = 10_000;
/** When the next poll would come too late, the last one comes this long before the end. */
const LAST_POLL_MS = 1_000;

/**
 * How long to pause before the next poll.
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
  const intervalMs = Math.min(LONGEST_INTERVAL_MS, FIRST_INTERVAL_MS * INTERVAL_GROWTH ** (polls - 1));
  const pauseMs = polls === 0 ? leastMs : Math.max(leastMs, intervalMs * (0.5 + random() / 2));
  if (pauseMs < remainingMs) return pauseMs;
  if (leastMs >= remainingMs || remainingMs <= LAST_POLL_MS) return undefined;
  return Math.max(leastMs, remainingMs - LAST_POLL_MS);
}
