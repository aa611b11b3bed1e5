import type { Window } from '../operation/time-option.ts';
import type { LogLine } from './log-line.ts';

/** How late a line can arrive, in milliseconds: that much is read again. */
const lookBackMs = 30_000;

/**
 * Passes each line to `show` once, from `since` on, until the pause is interrupted.
 * @param read returns the lines of a window of time, in order
 * @param pause waits between two reads
 */
export async function followLogs(
  since: Date,
  read: (window: Window) => Promise<readonly LogLine[]>,
  show: (line: LogLine) => void,
  now: () => number,
  pause: () => Promise<void>,
): Promise<never> {
  let from = since.getTime();
  let shown = new Set<string>();
  for (;;) {
    const until = now();
    const lines = await read({ since: new Date(from), until: new Date(until + 1) });
    for (const line of lines) if (!shown.has(line.id)) show(line);
    from = Math.max(since.getTime(), until - lookBackMs);
    shown = new Set(lines.filter(({ time }) => time >= from).map(({ id }) => id));
    await pause();
  }
}
