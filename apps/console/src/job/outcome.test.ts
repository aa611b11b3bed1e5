import { describe, expect, it } from 'vitest';
import type { Job, JobParameters } from '@jobs/client-sdk';
import type { JobView, Step } from '../protocol.ts';
import { outcomeOf } from './outcome.ts';

const times = { createdAt: '2026-01-01T00:00:00.000Z', startedAt: '2026-01-01T00:00:01.000Z' };
const finishedAt = '2026-01-01T00:00:05.000Z';
const step = (who: string, text: string, tone: Step['tone'] = 'neutral'): Step => ({ at: 0, who, text, tone });
const view = (...timeline: Step[]): JobView => ({ id: 'a', timeline, logs: [], requests: [] });
const running = { id: 'a', status: 'Running', parameters: {} as JobParameters, ...times } as Job;

describe('the outcome of a job', () => {
  it("shows type and message of a failed job's error", () => {
    const error = { type: 'JobTooLongError', message: 'Too long.' };
    const job = { id: 'a', status: 'Failure', error, ...times, finishedAt } as Job;
    expect(outcomeOf(job, view(step('processor', 'started')))).toEqual({
      tone: 'bad',
      title: 'Failed: JobTooLongError',
      reason: 'Too long.',
      context: '1 attempt. Ended 5 s after it was submitted.',
    });
  });

  it.each<Job>([running, { id: 'a', status: 'Pending' }])(
    'points to the archive for a job whose failure could not be recorded',
    (job) => {
      const outcome = outcomeOf(
        job,
        view(
          step('processor', 'attempt 1 failed: Boom: no', 'bad'),
          step('error handler', 'attempt 1 failed: Down: no table', 'bad'),
          step('archive', 'archived', 'warning'),
          step('error handler', 'RetriesExhausted: sent to the event bus', 'warning'),
        ),
      );
      expect(outcome).toMatchObject({ tone: 'bad', reason: 'attempt 1 failed: Boom: no' });
      expect(outcome.context).toBe(
        `Then the error handler: attempt 1 failed: Down: no table. The job's status is still ${job.status}. Its event is in the archive. Fix the cause, then replay it under Failures.`,
      );
    },
  );

  it('explains why a job has not started', () => {
    const pending = { id: 'a', status: 'Pending' } as Job;
    const throttled = step('processor', 'throttled: waits for a free function', 'warning');
    expect(outcomeOf(pending, view(throttled))).toMatchObject({ title: 'Pending', reason: throttled.text });
    expect(outcomeOf(undefined, undefined)).toMatchObject({ title: 'No record' });
  });

  it('distinguishes success, cancellation and running', () => {
    expect(outcomeOf({ ...running, status: 'Success', finishedAt } as Job, undefined).tone).toBe('good');
    expect(outcomeOf({ ...running, status: 'Cancelled', finishedAt } as Job, undefined).title).toBe('Cancelled');
    expect(outcomeOf(running, view()).title).toBe('Running');
  });
});
