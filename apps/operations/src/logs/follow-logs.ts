import type { Window } from '../operation/time-option.ts';
import type { LogLine } from './log-line.ts';

/** How late a line can be there, in milliseconds: that much is read again. */
const lookBackMs = 30_000;

/**
 * Tells each line once, from `since` on, until the pause is interrupted.
 * @param read gives the lines of a time, in order
 * @param pause waits between two readings
 */
export async function followLogs(
  since: Date,
  read: (window: Window) => Promise<readonly LogLine[]>,
  tell: (line: LogLine) => void,
  now: () => number,
  pause: () => Promise<void>,
): Promise<never> {
  let from = since.getTime();
  let told = new Set<string>();
  for (;;) {
    const until = now();
    const lines = await read({ since: new Date(from), until: new Date(until + 1) });
    for (const line of lines) if (!told.has(line.id)) tell(line);
    from = Math.max(since.getTime(), until - lookBackMs);
    told = new Set(lines.filter(({ time }) => time >= from).map(({ id }) => id));
    await pause();
  }
}
