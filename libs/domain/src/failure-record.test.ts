import { describe, expect, it } from 'vitest';
import { jobErrorOf, parseFailureRecord } from './failure-record.ts';
import { jobId } from './testing/fixtures.ts';

const record = (condition: string, responsePayload?: unknown) =>
  parseFailureRecord({ requestContext: { requestId: 'r1', condition }, requestPayload: {}, responsePayload });

describe('jobErrorOf', () => {
  it('F12 is the error that the function threw', () => {
    const payload = { errorType: 'JobTooLongError', errorMessage: 'A job may take 300 seconds', trace: [] };
    expect(jobErrorOf(record('RetriesExhausted', payload), jobId)).toEqual({
      type: 'JobTooLongError',
      message: 'A job may take 300 seconds',
    });
  });

  it('B22 is that of the last attempt if the event then got too old', () => {
    const payload = { errorType: 'TypeError', errorMessage: 'broken' };
    expect(jobErrorOf(record('EventAgeExceeded', payload), jobId)).toEqual({ type: 'TypeError', message: 'broken' });
  });

  it('B24 is the condition if there was no attempt', () => {
    expect(jobErrorOf(record('ZeroReservedConcurrency'), jobId)).toMatchObject({ type: 'ZeroReservedConcurrency' });
    expect(jobErrorOf(record('EventAgeExceeded'), jobId)).toEqual({
      type: 'EventAgeExceeded',
      message: 'The job waited longer than the maximum event age and was not started.',
    });
  });

  it('B26 is a timeout, with and without a type', () => {
    const errorMessage = 'RequestId: r1 Error: Task timed out after 1.00 seconds';
    const timeout = { type: 'Sandbox.Timedout', message: errorMessage };
    expect(jobErrorOf(record('RetriesExhausted', { errorType: 'Sandbox.Timedout', errorMessage }), jobId)).toEqual(
      timeout,
    );
    expect(jobErrorOf(record('RetriesExhausted', { errorMessage }), jobId)).toEqual(timeout);
  });

  it.each([[null], ['text'], [{}], [{ errorType: 5 }]])('always exists: %j', (payload) => {
    expect(jobErrorOf(record('RetriesExhausted', payload), jobId)).toEqual({
      type: 'Error',
      message: 'The job failed without a message.',
    });
  });

  it('reports an invalid key, whatever else failed', () => {
    expect(jobErrorOf(record('EventAgeExceeded'), 'not a key')).toMatchObject({
      type: 'InvalidSubmissionError',
      message: expect.stringContaining('idempotency key is not valid') as string,
    });
  });

  it('is cut to 2 KB between characters', () => {
    const { message } = jobErrorOf(record('RetriesExhausted', { errorMessage: '😀'.repeat(1000) }), jobId);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(2048);
    expect(message).toBe('😀'.repeat(511) + '…');
  });
});
