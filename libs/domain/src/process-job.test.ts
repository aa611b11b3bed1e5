import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { JobStoreUnavailableError, JobTooLargeToStoreError } from './errors.ts';
import type { JobStore } from './job-store.ts';
import { processJob } from './process-job.ts';
import type { RunJob } from './run-job.ts';
import { failed, type StoredCancelledJob, type StoredJob } from './stored-job.ts';
import { jobId, jobSettings, now, recordingLog, recordingMetrics, runningJob } from './testing/fixtures.ts';
import { MemoryJobStore } from './testing/memory-job-store.ts';
import { testJob } from './testing/test-contract.ts';

const done = testJob(() => Promise.resolve({ message: 'done' }));
const broken: RunJob = () => Promise.reject(new TypeError('broken'));

function run(
  store: JobStore,
  {
    runJob = done,
    retryAttempts = 0,
    at = now,
    retentionSeconds = undefined as number | undefined,
    attempt = 'a2',
    parameters = { seconds: 5 },
    logJobErrors = true,
  } = {},
) {
  const log = recordingLog();
  const metrics = recordingMetrics();
  const outcome = processJob(
    { id: jobId, acceptedAt: now, parameters },
    { requestId: 'r1', remainingTimeMs: 300_000, signal: new AbortController().signal },
    {
      store,
      log,
      metrics,
      runJob,
      retryAttempts,
      retentionSeconds,
      now: () => at,
      newAttemptId: () => attempt,
      settings: jobSettings,
      sleep: () => Promise.resolve(),
      schedule: () => () => undefined,
      timeLimitSeconds: 300,
      logJobErrors,
    },
  );
  return { outcome, log, counted: metrics.counted };
}

/** A store whose second write, the one of the job's end, does something else. */
function withSecondPut(store: MemoryJobStore, second: JobStore['put']): JobStore {
  let puts = 0;
  return {
    find: (job) => store.find(job),
    put: (job, expected) => ((puts += 1) === 2 ? second(job, expected) : store.put(job, expected)),
  };
}

describe('processJob', () => {
  it('stores results as JSON: without undefined values', async () => {
    const store = new MemoryJobStore();
    const runJob = (() => Promise.resolve({ message: 'done', more: undefined })) as unknown as RunJob;
    await run(store, { runJob }).outcome;
    expect(store.jobs.get(jobId)).toMatchObject({ status: 'Success', results: { message: 'done' } });
  });

  it('fails a job whose results are not JSON, and reports that', async () => {
    const runJob = (() => Promise.resolve({ message: 1n })) as unknown as RunJob;
    await expect(run(new MemoryJobStore(), { runJob }).outcome).rejects.toThrow("can't be written as JSON");
  });

  it('quotes nothing of results that are not JSON', async () => {
    const circular: Record<string, unknown> = {};
    circular['jane@example.com'] = circular;
    const runJob = (() => Promise.resolve(circular)) as unknown as RunJob;
    const error: unknown = await run(new MemoryJobStore(), { runJob }).outcome.catch((thrown: unknown) => thrown);
    expect(inspect(error)).toContain("The job's results can't be written as JSON (TypeError).");
    expect(inspect(error)).not.toContain('jane');
  });

  it.each([0, 2])('stores the text of an error that may not be logged, with %i retries', async (retryAttempts) => {
    const store = new MemoryJobStore();
    const runJob: RunJob = () => Promise.reject(new TypeError('not for logs', { cause: new Error('not for logs') }));
    const attempt = run(store, { runJob, retryAttempts, logJobErrors: false });
    const error: unknown = await attempt.outcome.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'TypeError', message: "The error's text is withheld from logs." });
    expect(inspect(error)).not.toContain('not for logs');
    expect(store.jobs.get(jobId)).toMatchObject({ status: 'Running', withheldMessage: 'not for logs' });
    // The next attempt's own failure replaces it.
    if (retryAttempts > 0) await run(store, { retryAttempts }).outcome;
    if (retryAttempts > 0) expect(store.jobs.get(jobId)).not.toHaveProperty('withheldMessage');
  });

  it('withholds the text of an error that can be neither logged nor stored', async () => {
    const failing = withSecondPut(new MemoryJobStore(), () => Promise.reject(new JobStoreUnavailableError('down')));
    const { outcome, log } = run(failing, { runJob: broken, logJobErrors: false });
    await expect(outcome).rejects.toMatchObject({
      name: 'TypeError',
      message: "The error's text is withheld from logs.",
    });
    expect(log.lines.at(-1)).toMatchObject({ level: 'warn' });
  });

  it('stores the results', async () => {
    const store = new MemoryJobStore();
    expect(await run(store, { retentionSeconds: 86_400 }).outcome).toEqual({ id: jobId, outcome: 'done' });
    expect(store.jobs.get(jobId)).toEqual({
      id: jobId,
      status: 'Success',
      parameters: { seconds: 5 },
      results: { message: 'done' },
      createdAt: '2026-11-18T11:06:40.000Z',
      startedAt: '2026-11-18T11:06:40.000Z',
      finishedAt: '2026-11-18T11:06:40.000Z',
      owner: 'r1',
      attempt: 'a2',
      expiresAt: 1_795_086_400,
    });
  });

  it('passes the job its context', async () => {
    let seen: unknown;
    const runJob: RunJob = (parameters, { timeLimitSeconds, signal }) => {
      seen = { parameters, timeLimitSeconds, aborted: signal.aborted };
      return done(parameters, undefined as never);
    };
    await run(new MemoryJobStore(), { runJob }).outcome;
    expect(seen).toEqual({ parameters: { seconds: 5 }, timeLimitSeconds: 300, aborted: false });
  });

  it('ends without an error when there is nothing to do', async () => {
    const store = new MemoryJobStore(runningJob({ owner: 'r2' }));
    expect(await run(store, { runJob: broken }).outcome).toEqual({ id: jobId, outcome: 'already-running' });
  });

  it('throws the error of the job, and keeps the claim if the job is not retried', async () => {
    const store = new MemoryJobStore();
    await expect(run(store, { runJob: broken }).outcome).rejects.toMatchObject({
      name: 'TypeError',
      message: 'broken',
    });
    expect(store.jobs.get(jobId)).toMatchObject({ status: 'Running', leaseExpiresAt: 1_795_000_310 });
  });

  it('releases the claim if the job is retried', async () => {
    const store = new MemoryJobStore();
    await expect(run(store, { runJob: broken, retryAttempts: 2 }).outcome).rejects.toMatchObject({
      name: 'TypeError',
      message: 'broken',
    });
    expect(store.jobs.get(jobId)).toMatchObject({ status: 'Running', leaseExpiresAt: 0 });
    expect(await run(store, { retryAttempts: 2, attempt: 'a3' }).outcome).toMatchObject({ outcome: 'done' });
  });

  it("throws the job's own error if the claim cannot be released", async () => {
    const store = withSecondPut(new MemoryJobStore(), () => Promise.reject(new JobStoreUnavailableError('down')));
    const { outcome, log } = run(store, { runJob: broken, retryAttempts: 2 });
    await expect(outcome).rejects.toMatchObject({ name: 'TypeError', message: 'broken' });
    expect(log.lines).toContainEqual({
      level: 'warn',
      message: 'Could not store how the attempt failed, or release its claim',
    });
  });

  it.each(['JobStillRunningError', 'JobAbandonedError', 'InvalidSubmissionError', 'Sandbox.Timedout', 'Job:Error'])(
    "marks the error of the job's code that calls itself %s",
    async (name) => {
      const runJob = () => Promise.reject(Object.assign(new Error('mine'), { name }));
      const failure = { name: `Job:${name}`, message: 'mine' };
      await expect(run(new MemoryJobStore(), { runJob }).outcome).rejects.toMatchObject(failure);
    },
  );

  it('rejects results that do not match the contract', async () => {
    const runJob = (() => Promise.resolve({ message: 5, secret: 1 })) as unknown as RunJob;
    await expect(run(new MemoryJobStore(), { runJob }).outcome).rejects.toMatchObject({
      name: 'InvalidResultsError',
      message: expect.stringContaining('message must be of type string') as string,
    });
  });

  it('reports results that are too large as a failure of the job', async () => {
    const store = withSecondPut(new MemoryJobStore(), () => Promise.reject(new JobTooLargeToStoreError('400 KB')));
    await expect(run(store).outcome).rejects.toMatchObject({ name: 'ResultsTooLargeError' });
  });

  it('reports that the results could not be stored', async () => {
    const down = new JobStoreUnavailableError('down');
    await expect(run(withSecondPut(new MemoryJobStore(), () => Promise.reject(down))).outcome).rejects.toBe(down);
  });

  it('drops a late result, with a warning', async () => {
    const store = new MemoryJobStore();
    const runJob: RunJob = async (parameters, context) => {
      store.jobs.set(jobId, failed(runningJob(), { type: 'E', message: 'm' }, { now }));
      return done(parameters, context);
    };
    const { outcome, log, counted } = run(store, { runJob });
    expect(await outcome).toEqual({ id: jobId, outcome: 'result-dropped' });
    expect(counted).toEqual(['started']);
    expect(store.jobs.get(jobId)?.status).toBe('Failure');
    expect(log.lines.at(-1)?.level).toBe('warn');
  });

  it('recognizes its own result when the response was lost', async () => {
    const memory = new MemoryJobStore();
    const store = withSecondPut(memory, async (job, expected) => {
      await memory.put(job, expected);
      return memory.put(job, expected);
    });
    const { outcome, counted } = run(store);
    expect(await outcome).toMatchObject({ outcome: 'done' });
    expect(counted).toEqual(['started', 'succeeded after 0 ms']);
  });

  it('counts a job as started when it is first claimed, and as successful with the time since then', async () => {
    const store = new MemoryJobStore();
    const first = run(store, { runJob: broken, retryAttempts: 2 });
    await expect(first.outcome).rejects.toThrow();
    expect(first.counted).toEqual(['started']);
    const second = run(store, { retryAttempts: 2, at: now + 61_000, attempt: 'a3' });
    await second.outcome;
    expect(second.counted).toEqual(['succeeded after 61000 ms']);
    const duplicate = run(store, { retryAttempts: 2, attempt: 'a4' });
    expect(await duplicate.outcome).toMatchObject({ outcome: 'already-finished' });
    expect(duplicate.counted).toEqual([]);
  });

  it('counts no negative duration if the clocks of two attempts differ', async () => {
    const store = new MemoryJobStore(runningJob({ leaseExpiresAt: 0 }));
    const { outcome, counted } = run(store, { retryAttempts: 2, at: now - 1000 });
    await outcome;
    expect(counted).toEqual(['succeeded after 0 ms']);
  });

  it('counts no success that is not stored', async () => {
    const down = new JobStoreUnavailableError('down');
    const { outcome, counted } = run(withSecondPut(new MemoryJobStore(), () => Promise.reject(down)));
    await expect(outcome).rejects.toBe(down);
    expect(counted).toEqual(['started']);
  });

  it('runs a job that is taken over with the parameters of its first claim', async () => {
    const store = new MemoryJobStore(runningJob({ parameters: { seconds: 9 }, leaseExpiresAt: 0 }));
    const runJob = testJob(({ seconds }) => Promise.resolve({ message: String(seconds) }));
    await run(store, { runJob, retryAttempts: 2 }).outcome;
    expect(store.jobs.get(jobId)).toMatchObject({ status: 'Success', results: { message: '9' } });
  });
});

const cancelled: StoredCancelledJob = {
  id: jobId,
  status: 'Cancelled',
  createdAt: '2026-11-18T11:06:40.000Z',
  finishedAt: '2026-11-18T11:06:43.000Z',
};

it('stores the last report of a job before its final status', async () => {
  const store = new MemoryJobStore();
  const written: StoredJob[] = [];
  const put: JobStore['put'] = (job, expected) => {
    written.push(job);
    return store.put(job, expected);
  };
  const runJob = testJob((_, { progress }) => {
    for (const percent of [0, 50, 100]) progress({ percent });
    return Promise.resolve({ message: 'done' });
  });
  await run({ find: (job) => store.find(job), put }, { runJob }).outcome;
  expect(written).toMatchObject([
    { status: 'Running' },
    { progress: { percent: 0 } },
    { progress: { percent: 100 } },
    { status: 'Success' },
  ]);
});

describe('a job that is cancelled', () => {
  it('never runs if it has not started, and ends without an error', async () => {
    const store = new MemoryJobStore(cancelled);
    const { outcome, counted } = run(store, { runJob: broken });
    expect(await outcome).toEqual({ id: jobId, outcome: 'already-finished' });
    expect(counted).toEqual([]);
    expect(store.jobs.get(jobId)).toEqual(cancelled);
  });

  it('learns of it from its next report, and its error is not a failure', async () => {
    const store = new MemoryJobStore();
    const runJob: RunJob = async (_, { progress, signal }) => {
      store.cancel(cancelled);
      progress({ percent: 50 });
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
      });
      throw signal.reason;
    };
    const { outcome, counted } = run(store, { runJob });
    expect(await outcome).toEqual({ id: jobId, outcome: 'cancelled' });
    expect(counted).toEqual(['started']);
    expect(store.jobs.get(jobId)).toMatchObject({ status: 'Cancelled', parameters: { seconds: 5 } });
  });

  it('has its results discarded', async () => {
    const store = new MemoryJobStore();
    const runJob = testJob(() => {
      store.cancel(cancelled);
      return Promise.resolve({ message: 'done' });
    });
    const { outcome, counted } = run(store, { runJob });
    expect(await outcome).toEqual({ id: jobId, outcome: 'cancelled' });
    expect(counted).toEqual(['started']);
    expect(store.jobs.get(jobId)).toMatchObject({ status: 'Cancelled' });
  });

  it('is not retried when it fails', async () => {
    const store = new MemoryJobStore();
    const runJob: RunJob = () => {
      store.cancel(cancelled);
      return Promise.reject(new TypeError('broken'));
    };
    expect(await run(store, { runJob, retryAttempts: 2 }).outcome).toEqual({ id: jobId, outcome: 'cancelled' });
  });
});

describe('a reused idempotency key', () => {
  const line = {
    level: 'warn',
    message: 'Idempotency key reused with other parameters: the first job is kept',
  };

  it('with other parameters is logged and counted, and the first job is kept', async () => {
    const store = new MemoryJobStore();
    await run(store).outcome;
    const { outcome, counted, log } = run(store, { parameters: { seconds: 6 } });
    expect(await outcome).toMatchObject({ outcome: 'already-finished' });
    expect(counted).toEqual(['key reused']);
    expect(log.lines).toContainEqual(line);
    expect(store.jobs.get(jobId)).toMatchObject({ parameters: { seconds: 5 } });
  });

  it('with the same parameters refers to the same job, and logs no warning', async () => {
    const store = new MemoryJobStore();
    await run(store).outcome;
    const { outcome, counted } = run(store);
    await outcome;
    expect(counted).toEqual([]);
  });
});
