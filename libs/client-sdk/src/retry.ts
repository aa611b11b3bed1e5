import { JobsConfigurationError } from './errors.ts';

/** How long and how often a request is tried. */
export interface RetryOptions {
  /**
   * Requests sent for one call at most, the first included. 1 never repeats.
   * @default 4
   */
  readonly maxAttempts?: number;
  /**
   * The time for one call with all its attempts and pauses.
   * @default 30000
   */
  readonly totalTimeoutMs?: number;
  /**
   * The time for one attempt, from asking for credentials to the last byte of the answer.
   * @default 10000
   */
  readonly attemptTimeoutMs?: number;
  /**
   * The pause before attempt n+1 is random between 0 and this times 2^(n-1) ("full jitter").
   * @default 200
   */
  readonly baseDelayMs?: number;
  /**
   * No pause is longer, but for a longer `Retry-After`.
   * @default 5000
   */
  readonly maxDelayMs?: number;
}

/** @throws JobsConfigurationError for what is not a number, or would never send anything */
export function readRetryOptions(options: RetryOptions = {}): Required<RetryOptions> {
  const retry = {
    maxAttempts: options.maxAttempts ?? 4,
    totalTimeoutMs: options.totalTimeoutMs ?? 30_000,
    attemptTimeoutMs: options.attemptTimeoutMs ?? 10_000,
    baseDelayMs: options.baseDelayMs ?? 200,
    maxDelayMs: options.maxDelayMs ?? 5_000,
  };
  for (const [name, value] of Object.entries(retry)) {
    if (!(value >= (name.endsWith('DelayMs') ? 0 : 1))) throw new JobsConfigurationError(`retry.${name} is ${value}.`);
  }
  return retry;
}

/** Whether an answer of this status says that the same request can succeed later. */
export const isRetryableStatus = (status: number): boolean => [429, 500, 502, 503, 504].includes(status);

/**
 * The pause after a failed attempt: full jitter, and never less than the service asks for.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function pauseMs(
  attempt: number,
  { baseDelayMs, maxDelayMs }: Required<RetryOptions>,
  retryAfter = 0,
  random: () => number = Math.random,
): number {
  return retryAfter + Math.floor(random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1)));
}

/**
 * Reads `Retry-After`, which is a number of seconds or a date (RFC 9110, 10.2.3).
 * @param now the service's time
 * @returns milliseconds from now; undefined when there is none, or none that can be understood
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
