import { requireAtLeast } from './errors.ts';

/** How often, and for how long, a request is retried. */
export interface RetryOptions {
  /**
   * The maximum number of requests for one call, including the first. 1 never retries.
   * @default 4
   */
  readonly maxAttempts?: number;
  /**
   * The timeout of one call, with all its attempts and pauses.
   * @default 30000
   */
  readonly totalTimeoutMs?: number;
  /**
   * The timeout of one attempt, from getting credentials to the last byte of the response.
   * @default 10000
   */
  readonly attemptTimeoutMs?: number;
  /**
   * The pause before attempt n+1 is random between 0 and this times 2^(n-1) ("full jitter").
   * @default 200
   */
  readonly baseDelayMs?: number;
  /**
   * The maximum pause, in addition to `Retry-After`.
   * @default 5000
   */
  readonly maxDelayMs?: number;
}

/** @throws JobsConfigurationError for anything that is not a number, or too small */
export function readRetryOptions(options?: RetryOptions): Required<RetryOptions> {
  const retry = {
    maxAttempts: 4,
    totalTimeoutMs: 30_000,
    attemptTimeoutMs: 10_000,
    baseDelayMs: 200,
    maxDelayMs: 5_000,
    ...options,
  };
  for (const [name, value] of Object.entries(retry))
    requireAtLeast(name === 'maxAttempts' ? 1 : 0, value, `retry.${name}`);
  return retry;
}

/** Whether the same request can succeed later after a response with this status. */
export const isRetryableStatus = (status: number): boolean => [429, 500, 502, 503, 504].includes(status);

/**
 * The pause after a failed attempt: full jitter, on top of what the service asks for.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const pauseMs = (
  attempt: number,
  { baseDelayMs, maxDelayMs }: Required<RetryOptions>,
  retryAfter = 0,
  random: () => number = Math.random,
): number => retryAfter + random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1));

/**
 * Reads `Retry-After`, which is a number of seconds or a date (RFC 9110, 10.2.3).
 * @param now the time to compare a date with if the response has no `Date` header
 * @returns milliseconds from now; 0 if the header is missing or invalid
 */
export function retryAfterMs(headers: Headers, now: number): number {
  const value = headers.get('retry-after') ?? '';
  const ms = Number(value) * 1000 || Date.parse(value) - (dateOf(headers) ?? now);
  return Math.max(0, ms || 0);
}

/** The time of a response, in epoch milliseconds by the service's clock. */
export const dateOf = (headers: Headers): number | undefined => Date.parse(headers.get('date') ?? '') || undefined;
