import { describe, expect, it } from 'vitest';
import { afterFailure, backOffMs } from './retry-schedule.ts';

const configuration = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

describe('the retry schedule', () => {
  it('B8 waits one minute, then two, then gives up', () => {
    expect([1, 2, 3].map((attempts) => afterFailure(attempts, 0, configuration))).toEqual([
      { retryInMs: 60_000 },
      { retryInMs: 120_000 },
      { condition: 'RetriesExhausted' },
    ]);
  });

  it('B15 considers the age at the next attempt', () => {
    const old = { ...configuration, maximumEventAgeSeconds: 60 };
    expect(afterFailure(1, 0, old)).toEqual({ condition: 'EventAgeExceeded' });
    expect(afterFailure(3, 0, old)).toEqual({ condition: 'RetriesExhausted' });
    expect(afterFailure(1, 21_539_999, configuration)).toEqual({ retryInMs: 60_000 });
    expect(afterFailure(1, 21_540_000, configuration)).toEqual({ condition: 'EventAgeExceeded' });
  });

  it('B11 doubles the wait of throttled events up to five minutes', () => {
    expect([1, 2, 3, 9, 10, 60].map(backOffMs)).toEqual([1000, 2000, 4000, 256_000, 300_000, 300_000]);
  });
});
