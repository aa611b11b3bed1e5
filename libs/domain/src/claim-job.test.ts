import { describe, expect, it } from 'vitest';
import { claimJob } from './claim-job.ts';
import { type DomainError, JobStoreUnavailableError, JobTooLargeToStoreError } from './errors.ts';
import type { JobStore } from './job-store.ts';
import { failed, succeeded } from './stored-job.ts';
import { jobId, now, recordingLog, runningJob } from './testing/fixtures.ts';
import { MemoryJobStore } from './testing/memory-job-store.ts';
import { results } from './testing/test-contract.ts';

const submission = { id: jobId, acceptedAt: now - 2000, parameters: { seconds: 5 } };
const afterLease = now + 310_000;

const claim = (
  store: JobStore,
  {
    requestId = 'r1',
    retryAttempts = 0,
    at = now,
    attempt = 'new',
    retentionSeconds = undefined as number | undefined,
  } = {},
) =>
  claimJob(
    submission,
    { requestId, remainingTimeMs: 300_000 },
    { store, now: () => at, newAttemptId: () => attempt, log: recordingLog(), retryAttempts, retentionSeconds },
  );

describe('claimJob', () => {
  it('claims a job that nobody has claimed', async () => {
    const store = new MemoryJobStore();
    const claimed = runningJob({ createdAt: '2026-11-18T11:06:38.000Z', attempt: 'new' });
    expect(await claim(store)).toEqual({ claimed, isFirst: true });
    expect(store.jobs.get(jobId)).toEqual(claimed);
  });

  it.each([
    ['Success', succeeded(runningJob(), results('done'), { now })],
    ['Failure', failed(runningJob(), { type: 'E', message: 'm' }, { now })],
  ])('has nothing to do for a job with status %s', async (_, job) => {
    expect(await claim(new MemoryJobStore(job), { retryAttempts: 2 })).toMatchObject({ declined: 'already-finished' });
  });

  it.each([
    ['another delivery, without retries', 'r2', 0],
    ['another delivery, with retries', 'r2', 2],
  ])('leaves a running job to the delivery that claimed it: %s', async (_, requestId, retryAttempts) => {
    const store = new MemoryJobStore(runningJob());
    expect(await claim(store, { requestId, retryAttempts })).toMatchObject({ declined: 'already-running' });
    expect(store.jobs.get(jobId)).toEqual(runningJob());
  });

  it.each([0, 2])(
    'does not settle a job whose own earlier attempt may run or may be lost (B11, B17), with %i retries',
    async (retryAttempts) => {
      const store = new MemoryJobStore(runningJob());
      await expect(claim(store, { retryAttempts })).rejects.toMatchObject({ name: 'JobStillRunningError' });
      expect(store.jobs.get(jobId)).toEqual(runningJob());
    },
  );

  it.each([['r1'], ['r2']])('never runs a job again without retries, even for %s', async (requestId) => {
    const store = new MemoryJobStore(runningJob());
    await expect(claim(store, { requestId, at: afterLease })).rejects.toMatchObject({ name: 'JobAbandonedError' });
  });

  it('takes over from a dead attempt with retries, and keeps what is stored of the job', async () => {
    const store = new MemoryJobStore(runningJob({ parameters: { seconds: 7 } }));
    const outcome = await claim(store, { requestId: 'r2', retryAttempts: 2, at: afterLease });
    expect(outcome).toEqual({
      claimed: runningJob({
        parameters: { seconds: 7 },
        owner: 'r2',
        attempt: 'new',
        claimedAt: afterLease,
        retried: true,
        leaseExpiresAt: 1_795_000_620,
      }),
      isFirst: false,
    });
  });

  it('lets an abandoned job expire, and starts counting again when it is taken over', async () => {
    const day = 24 * 60 * 60;
    const store = new MemoryJobStore();
    await claim(store, { retentionSeconds: day });
    expect(store.jobs.get(jobId)?.expiresAt).toBe(now / 1000 + 3 * day);
    await claim(store, { attempt: 'newer', retentionSeconds: day, retryAttempts: 2, at: afterLease });
    expect(store.jobs.get(jobId)?.expiresAt).toBe(afterLease / 1000 + 3 * day);
  });

  it('discards the progress of a dead attempt', async () => {
    const store = new MemoryJobStore(runningJob({ progress: { percent: 90, updatedAt: '2026-11-18T11:06:42.000Z' } }));
    await claim(store, { requestId: 'r2', retryAttempts: 2, at: afterLease });
    expect(store.jobs.get(jobId)).toMatchObject({ attempt: 'new' });
    expect(store.jobs.get(jobId)).not.toHaveProperty('progress');
  });

  it('recognizes its own claim when the response was lost', async () => {
    const store = new MemoryJobStore();
    const put: JobStore['put'] = async (job, expected) => {
      await store.put(job, expected);
      return store.put(job, expected);
    };
    const outcome = await claim({ find: (id) => store.find(id), put });
    expect(outcome).toMatchObject({ claimed: { attempt: 'new' } });
  });

  it('retries when the job disappears meanwhile, and finally gives up', async () => {
    let puts = 0;
    const put: JobStore['put'] = () => {
      puts += 1;
      return Promise.resolve({ stored: false, current: undefined });
    };
    await expect(claim({ find: () => Promise.resolve(undefined), put })).rejects.toMatchObject({
      name: 'JobClaimError',
    });
    expect(puts).toBe(5);
  });

  it.each<[DomainError, string]>([
    [new JobStoreUnavailableError('down'), 'JobClaimError'],
    [new JobTooLargeToStoreError('too large'), 'ParametersTooLargeError'],
  ])('reports that the claim failed: %s', async (cause, name) => {
    const put = () => Promise.reject(cause);
    await expect(claim({ find: () => Promise.reject(cause), put })).rejects.toMatchObject({ name, cause });
  });
});
