import { describe, expect, it } from 'vitest';
import { pauseMs, readRetryOptions, retryAfterMs } from './retry.ts';

const retry = readRetryOptions({ baseDelayMs: 100, maxDelayMs: 1_000 });

describe('the pause before the next attempt', () => {
  it('is random up to a limit that doubles', () => {
    const longest = [1, 2, 3, 4, 5, 6].map((attempt) => pauseMs(attempt, retry, 0, () => 1));

    expect(longest).toEqual([100, 200, 400, 800, 1_000, 1_000]);
    expect(pauseMs(3, retry, 0, () => 0)).toBe(0);
    expect(pauseMs(3, retry, 0, () => 0.5)).toBe(200);
  });

  it('is added to what the service asks for, so that clients do not all return at once', () => {
    expect(pauseMs(1, retry, 7_000, () => 0.5)).toBe(7_050);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('Wed, 18 Nov 2026 11:06:40 GMT');
  const read = (value?: string, date?: string) =>
    retryAfterMs(new Headers({ ...(value !== undefined && { 'retry-after': value }), ...(date && { date }) }), now);

  it.each([
    ['0', 0],
    ['1', 1_000],
    ['120', 120_000],
    ['Wed, 18 Nov 2026 11:06:45 GMT', 5_000],
    ['Wed, 18 Nov 2026 11:06:00 GMT', 0],
    ['-5', 0],
    ['soon', 0],
    ['', 0],
  ])('%j is %d ms', (value, expected) => {
    expect(read(value)).toBe(expected);
  });

  it('is 0 if the header is missing', () => {
    expect(read()).toBe(0);
  });

  it("compares a date with that of the response, regardless of this machine's clock", () => {
    expect(read('Wed, 18 Nov 2026 12:00:05 GMT', 'Wed, 18 Nov 2026 12:00:00 GMT')).toBe(5_000);
  });
});

describe('retry options', () => {
  it('have defaults', () => {
    expect(readRetryOptions()).toEqual({
      maxAttempts: 4,
      totalTimeoutMs: 30_000,
      attemptTimeoutMs: 10_000,
      baseDelayMs: 200,
      maxDelayMs: 5_000,
    });
  });

  it.each([{ maxAttempts: Number.NaN }, { totalTimeoutMs: -1 }])('rejects %j', (options) => {
    expect(() => readRetryOptions(options)).toThrow(/^retry\.\w+ must be at least \d, not (NaN|-1)\.$/);
  });
});
