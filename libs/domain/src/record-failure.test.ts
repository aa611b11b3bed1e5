import { describe, expect, it } from 'vitest';
import { JobStoreUnavailableError, JobTooLargeToStoreError } from './errors.ts';
import type { JobStore } from './job-store.ts';
import { withheldMessage } from './own-error.ts';
import { recordFailure } from './record-failure.ts';
import { succeeded } from './stored-job.ts';
import { jobId, now, recordingLog, recordingMetrics, runningJob } from './testing/fixtures.ts';
import { MemoryJobStore } from './testing/memory-job-store.ts';
import { results } from './testing/test-contract.ts';

const submission = { id: jobId, acceptedAt: now - 5000, parameters: { seconds: 5 } };
const afterLease = now + 310_000;

interface RecordOptions {
  requestId?: string;
  type?: string;
  message?: string;
  payload?: unknown;
  recordedAt?: number;
}

/** A failure record as Lambda makes it (B18). */
const record = ({
  requestId = 'r1',
  type = 'TypeError',
  message = 'broken',
  payload = submission,
  recordedAt = now,
}: RecordOptions = {}) => ({
  version: '1.0',
  timestamp: new Date(recordedAt).toISOString(),
  requestContext: { requestId, functionArn: 'arn', condition: 'RetriesExhausted', approximateInvokeCount: 1 },
  requestPayload: payload,
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  responsePayload: { errorType: type, errorMessage: message, trace: [] },
});

/** The record of an event that no attempt was made for (B24). */
const unattempted = (condition: string) => ({
  ...record(),
  requestContext: { ...record().requestContext, condition },
  responseContext: undefined,
  responsePayload: undefined,
});

const handle = (event: unknown, store: JobStore, at = now, metrics = recordingMetrics()) =>
  recordFailure(event, { store, now: () => at, log: recordingLog(), metrics, newRecordingId: () => 'this' });

describe('recordFailure', () => {
  it('reads the text of an error that is withheld from logs from the store', async () => {
    const store = new MemoryJobStore(runningJob({ withheldMessage: 'not for logs' }));
    await handle(record({ message: withheldMessage }), store);
    expect(store.jobs.get(jobId)).toMatchObject({ error: { type: 'TypeError', message: 'not for logs' } });
    expect(store.jobs.get(jobId)).not.toHaveProperty('withheldMessage');
  });

  it('reads the text of another failure of that attempt from its record', async () => {
    const store = new MemoryJobStore(runningJob({ withheldMessage: 'not for logs' }));
    await handle(record({ type: 'Sandbox.Timedout', message: 'Task timed out' }), store);
    expect(store.jobs.get(jobId)).toMatchObject({ error: { type: 'Sandbox.Timedout', message: 'Task timed out' } });
  });

  it('ends the job of the delivery that failed', async () => {
    const store = new MemoryJobStore(runningJob());
    expect(await handle(record(), store)).toEqual({ id: jobId, outcome: 'recorded' });
    expect(store.jobs.get(jobId)).toEqual({
      id: jobId,
      status: 'Failure',
      parameters: { seconds: 5 },
      error: { type: 'TypeError', message: 'broken' },
      createdAt: '2026-11-18T11:06:40.000Z',
      startedAt: '2026-11-18T11:06:40.000Z',
      finishedAt: '2026-11-18T11:06:40.000Z',
      owner: 'r1',
      attempt: 'a1',
      recordedBy: 'this',
    });
  });

  it('records a job that never started, with its parameters as received', async () => {
    const store = new MemoryJobStore();
    await handle(record({ payload: { ...submission, parameters: { seconds: [] } } }), store);
    expect(store.jobs.get(jobId)).toEqual({
      id: jobId,
      status: 'Failure',
      parameters: { seconds: [] },
      error: { type: 'TypeError', message: 'broken' },
      createdAt: '2026-11-18T11:06:35.000Z',
      finishedAt: '2026-11-18T11:06:40.000Z',
      recordedBy: 'this',
    });
  });

  it.each([['text'], [undefined], [-1], [Number.NaN]])(
    'uses the current time for a time of acceptance of %s',
    async (acceptedAt) => {
      const store = new MemoryJobStore();
      await handle(record({ payload: { id: jobId, acceptedAt } }), store);
      expect(store.jobs.get(jobId)?.createdAt).toBe('2026-11-18T11:06:40.000Z');
    },
  );

  it('does not change a job that has ended, however often the record arrives', async () => {
    const job = succeeded(runningJob(), results('done'), { now });
    const store = new MemoryJobStore(job);
    expect(await handle(record(), store)).toEqual({ id: jobId, outcome: 'already-finished' });
    expect(await handle(record(), store)).toEqual({ id: jobId, outcome: 'already-finished' });
    expect(store.jobs.get(jobId)).toEqual(job);
  });

  it.each([['JobClaimError'], ['JobStillRunningError'], ['Runtime.ImportModuleError']])(
    'does not end a job that may be running because of a duplicate: %s',
    async (type) => {
      const store = new MemoryJobStore(runningJob());
      await expect(handle(record({ type }), store)).rejects.toMatchObject({ name: 'FailureNotSettledError' });
      expect(store.jobs.get(jobId)).toEqual(runningJob());
      expect(await handle(record({ type }), store, afterLease)).toMatchObject({ outcome: 'recorded' });
    },
  );

  it('does not end a job that may be running because a duplicate of it waited too long', async () => {
    const store = new MemoryJobStore(runningJob());
    await expect(handle(unattempted('EventAgeExceeded'), store)).rejects.toMatchObject({
      name: 'FailureNotSettledError',
    });
  });

  it('distinguishes the attempt that holds the claim from one that released it, with retries', async () => {
    const held = new MemoryJobStore(runningJob({ retried: true }));
    await expect(handle(record(), held)).rejects.toMatchObject({ name: 'FailureNotSettledError' });
    const givenUp = new MemoryJobStore(runningJob({ retried: true, leaseExpiresAt: 0 }));
    expect(await handle(record(), givenUp)).toMatchObject({ outcome: 'recorded' });
  });

  it.each([['Sandbox.Timedout'], ['Runtime.ExitError']])('ends a job whose attempt was stopped: %s', async (type) => {
    const store = new MemoryJobStore(runningJob({ retried: true }));
    expect(await handle(record({ type }), store)).toMatchObject({ outcome: 'recorded' });
  });

  it('does not end an attempt that began after the failure', async () => {
    const store = new MemoryJobStore(runningJob());
    const old = record({ type: 'Sandbox.Timedout', recordedAt: now - 5001 });
    await expect(handle(old, store)).rejects.toMatchObject({ name: 'FailureNotSettledError' });
  });

  it('leaves the job of another delivery to that delivery', async () => {
    const store = new MemoryJobStore(runningJob());
    expect(await handle(record({ requestId: 'r2' }), store, afterLease)).toEqual({
      id: jobId,
      outcome: 'left-to-owner',
    });
    expect(store.jobs.get(jobId)).toEqual(runningJob());
  });

  it.each([['JobClaimError'], ['Runtime.ExitError']])(
    'keeps a failure whose claim can still arrive: %s',
    async (type) => {
      const store = new MemoryJobStore(runningJob());
      const failure = record({ requestId: 'r2', type });
      await expect(handle(failure, store)).rejects.toMatchObject({ name: 'FailureNotSettledError' });
      store.jobs.set(jobId, runningJob({ owner: 'r2', attempt: 'a2' }));
      expect(await handle(failure, store, afterLease)).toMatchObject({ outcome: 'recorded' });
    },
  );

  it('ends a job that another delivery has abandoned, once its lease has expired', async () => {
    const store = new MemoryJobStore(runningJob());
    const abandoned = record({ requestId: 'r2', type: 'JobAbandonedError' });
    await expect(handle(abandoned, store)).rejects.toMatchObject({ name: 'FailureNotSettledError' });
    expect(await handle(abandoned, store, afterLease)).toMatchObject({ outcome: 'recorded' });
  });

  it.each([
    ['without retries', false, afterLease],
    ['with retries', true, now + 6 * 3_600_000 + 10_000],
  ])('R10 ends a job whose own record was lost, by that of another delivery, %s', async (_, retried, goneAt) => {
    const store = new MemoryJobStore(runningJob({ retried }));
    const failure = record({ requestId: 'r2', type: 'JobClaimError' });
    await expect(handle(failure, store, goneAt - 1)).rejects.toMatchObject({
      message: `The job may be running until ${new Date(goneAt).toISOString()}. Replay this event after that.`,
    });
    expect(await handle(failure, store, goneAt)).toMatchObject({ outcome: 'recorded' });
    expect(store.jobs.get(jobId)).toMatchObject({ status: 'Failure', error: { type: 'JobAbandonedError' } });
  });

  it('R2 creates no job for an event that is older than the retention period', async () => {
    const store = new MemoryJobStore();
    const day = 86_400_000;
    const dependencies = { store, log: recordingLog(), metrics: recordingMetrics(), newRecordingId: () => 'this' };
    const handleAt = (at: number, event: unknown = record()) =>
      recordFailure(event, { ...dependencies, now: () => at, retentionSeconds: day / 1000 });
    const { acceptedAt } = submission;
    const withoutTime = record({ payload: { id: jobId }, recordedAt: now });
    expect(await handleAt(acceptedAt + day - 5000)).toEqual({ id: jobId, outcome: 'expired' });
    expect(await handleAt(now + day, withoutTime)).toEqual({ id: jobId, outcome: 'expired' });
    expect(store.jobs.size).toBe(0);
    expect(dependencies.metrics.counted).toEqual([]);
    expect(await handleAt(acceptedAt + day - 5001)).toEqual({ id: jobId, outcome: 'recorded' });
  });

  it.each(['JobStillRunningError', 'JobAbandonedError', 'Sandbox.Timedout'])(
    "R12 stores an error of the job's own code under its own name: %s",
    async (name) => {
      const own = new MemoryJobStore(runningJob());
      expect(await handle(record({ type: `Job:${name}` }), own)).toMatchObject({ outcome: 'recorded' });
      expect(own.jobs.get(jobId)).toMatchObject({ error: { type: name, message: 'broken' } });
      const foreign = record({ type: `Job:${name}`, requestId: 'r2' });
      expect(await handle(foreign, new MemoryJobStore(runningJob()), afterLease)).toMatchObject({
        outcome: 'left-to-owner',
      });
    },
  );

  it('reads again when the job changes meanwhile', async () => {
    const store = new MemoryJobStore(runningJob());
    const done = succeeded(runningJob(), results('done'), { now });
    const put: JobStore['put'] = (job, expected) => {
      store.jobs.set(jobId, done);
      return store.put(job, expected);
    };
    expect(await handle(record(), { find: (id) => store.find(id), put })).toMatchObject({
      outcome: 'already-finished',
    });
  });

  it('omits parameters that are too large to be stored, and says so', async () => {
    const store = new MemoryJobStore();
    const put: JobStore['put'] = (job, expected) =>
      job.parameters === undefined ? store.put(job, expected) : Promise.reject(new JobTooLargeToStoreError('400 KB'));
    await handle(record(), { find: (id) => store.find(id), put });
    expect(store.jobs.get(jobId)).toMatchObject({
      parameters: undefined,
      error: { type: 'TypeError', message: "broken (The job's parameters are too large to be stored.)" },
    });
  });

  it('throws when the store is down', async () => {
    const down = new JobStoreUnavailableError('down');
    const store = { find: () => Promise.reject(down), put: () => Promise.reject(down) };
    await expect(handle(record(), store)).rejects.toBe(down);
  });

  it.each([
    ['no record', 'text'],
    ['no request context', { requestPayload: submission }],
    ['no job id', record({ payload: { parameters: {} } })],
    ['an empty job id', record({ payload: { id: '' } })],
    ['a job id that is too long for a key', record({ payload: { id: 'x'.repeat(2049) } })],
  ])('rejects %s', async (_, event) => {
    await expect(handle(event, new MemoryJobStore())).rejects.toMatchObject({ name: 'InvalidFailureRecordError' });
  });

  it('archives a redelivered job whose attempt may be lost, and ends it when that is replayed after its lease', async () => {
    const store = new MemoryJobStore(runningJob());
    const redelivered = record({ type: 'JobStillRunningError', message: 'may still be running' });
    await expect(handle(redelivered, store)).rejects.toMatchObject({ name: 'FailureNotSettledError' });
    expect(store.jobs.get(jobId)).toEqual(runningJob());
    expect(await handle(redelivered, store, afterLease)).toMatchObject({ outcome: 'recorded' });
    expect(store.jobs.get(jobId)).toMatchObject({
      status: 'Failure',
      error: { type: 'JobAbandonedError', message: 'The attempt that ran this job ended without a result.' },
    });
  });

  it('counts a failure once, however often its record arrives', async () => {
    const store = new MemoryJobStore(runningJob());
    const metrics = recordingMetrics();
    await handle(record(), store, now, metrics);
    await handle(record(), store, now, metrics);
    expect(metrics.counted).toEqual(['failed: TypeError']);
  });

  it('counts nothing that is left to another delivery, or to the archive', async () => {
    const metrics = recordingMetrics();
    await handle(record({ requestId: 'r2' }), new MemoryJobStore(runningJob()), afterLease, metrics);
    const unsettled = handle(record({ type: 'JobClaimError' }), new MemoryJobStore(runningJob()), now, metrics);
    await expect(unsettled).rejects.toThrow();
    expect(metrics.counted).toEqual([]);
  });

  it('counts a failure under the type that it is stored with, or as one of an unbounded number of others', async () => {
    const metrics = recordingMetrics();
    const lost = new MemoryJobStore(runningJob());
    await handle(record({ type: 'JobStillRunningError' }), lost, afterLease, metrics);
    await handle(record({ type: 'Error of customer 4711' }), new MemoryJobStore(runningJob()), now, metrics);
    expect(metrics.counted).toEqual(['failed: JobAbandonedError', 'failed: Other']);
  });

  it('recognizes its own record when the response was lost, but not that of another with the same error', async () => {
    const repeated = (first: string): JobStore => {
      const memory = new MemoryJobStore(runningJob());
      const put: JobStore['put'] = async (job, expected) => {
        await memory.put({ ...job, recordedBy: first } as typeof job, expected);
        return memory.put(job, expected);
      };
      return { find: (id) => memory.find(id), put };
    };
    const metrics = recordingMetrics();
    expect(await handle(record(), repeated('this'), now, metrics)).toMatchObject({ outcome: 'recorded' });
    expect(await handle(record(), repeated('other'), now, metrics)).toMatchObject({ outcome: 'already-finished' });
    expect(metrics.counted).toEqual(['failed: TypeError']);
  });

  it('says once that parameters are too large', async () => {
    const store = new MemoryJobStore();
    const put = store.put.bind(store);
    store.put = (job, expected) =>
      job.parameters === undefined ? put(job, expected) : Promise.reject(new JobTooLargeToStoreError('large'));
    await handle(record({ type: 'ParametersTooLargeError', message: 'They are too large.' }), store);
    expect(store.jobs.get(jobId)).toMatchObject({ error: { message: 'They are too large.' } });
  });
});
