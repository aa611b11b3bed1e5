import { OperationError } from './errors.ts';

const minutes = { m: 1, h: 60, d: 24 * 60 };

/**
 * The time that an option specifies: absolute, or how long ago.
 * @throws OperationError that names the option and what it may be
 */
export function parseTime(option: string, text: string, now: Date): Date {
  const [, amount, unit] = /^(\d+)([mhd])$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined) {
    return new Date(now.getTime() - Number(amount) * minutes[unit as keyof typeof minutes] * 60_000);
  }
  const time = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(time.getTime())) return time;
  throw new OperationError(`${option} must be a time such as 2026-11-22T10:00:00Z, or 90m, 6h or 2d, not '${text}'.`);
}

/** A span of time, without `until` itself. */
export interface Window {
  readonly since: Date;
  readonly until: Date;
}

/** @throws OperationError when an end is not a time, or the window ends before it begins */
export function parseWindow(sinceText: string, untilText: string, now: Date): Window {
  const since = parseTime('--since', sinceText, now);
  const until = parseTime('--until', untilText, now);
  if (since < until) return { since, until };
  throw new OperationError(`--since (${since.toISOString()}) must be before --until (${until.toISOString()}).`);
}
