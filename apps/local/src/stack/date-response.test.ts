import { describe, expect, it } from 'vitest';
import { systemClock } from '@jobs/local-aws/kernel';
import { dateResponse } from './date-response.ts';

const at = (time: string) => ({ ...systemClock(), now: () => Date.parse(time) });
const clocks = { realClock: at('2026-01-01T00:00:00Z'), stackClock: at('2026-01-02T00:00:00Z') };
const dateFor = (...headers: (readonly [string, string])[]) => {
  const request = { method: 'GET', path: '/', query: '', headers, body: Buffer.alloc(0), sourceIp: '' };
  return dateResponse({ status: 200, headers: { a: 'b' }, body: '' }, request, clocks).headers;
};

describe('the Date header of a response', () => {
  it('uses the clock that the request was signed with', () => {
    expect(dateFor(['X-Amz-Date', '20260101T000400Z'])).toEqual({ a: 'b', date: 'Thu, 01 Jan 2026 00:00:00 GMT' });
    expect(dateFor(['X-Amz-Date', '20260101T235900Z']).date).toBe('Fri, 02 Jan 2026 00:00:00 GMT');
  });

  it('is real time otherwise', () => {
    expect(dateFor().date).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
    expect(dateFor(['x-amz-date', 'yesterday']).date).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
  });
});
