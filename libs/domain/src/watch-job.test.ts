import { describe, expect, it } from 'vitest';
import { JobStoreUnavailableError } from './errors.ts';
import type { JobStore } from './job-store.ts';
import type { StoredCancelledJob } from './stored-job.ts';
import { jobId, now, recordingLog, runningJob } from './testing/fixtures.ts';
import { ManualTimers } from './testing/manual-timers.ts';
import { MemoryJobStore } from './testing/memory-job-store.ts';
import { watchJob } from './watch-job.ts';

const cancelled: StoredCancelledJob = {
  id: jobId,
  status: 'Cancelled',
  createdAt: '2026-11-18T11:06:40.000Z',
  finishedAt: '2026-11-18T11:06:43.000Z',
};

function watch(changes: Partial<JobStore> = {}, signal = new AbortController().signal) {
  const job = runningJob();
  const store = new MemoryJobStore(job);
  const timers = new ManualTimers(now);
  const log = recordingLog();
  const counts = { reads: 0, writes: 0 };
  const counting: JobStore = {
    find: (which, staleness) => {
      counts.reads += 1;
      return (changes.find ?? store.find.bind(store))(which, staleness);
    },
    put: (written, expected) => {
      counts.writes += 1;
      return (changes.put ?? store.put)(written, expected);
    },
  };
  const watched = watchJob(job, signal, { store: counting, now: timers.now, log, schedule: timers.schedule });
  const progress = () => {
    const current = store.jobs.get(jobId);
    return current?.status === 'Running' ? current.progress : undefined;
  };
  return { watched, store, timers, log, counts, progress };
}

describe('the progress of a job', () => {
  it('is stored with its time', async () => {
    const { watched, timers, progress } = watch();
    watched.progress({ percent: 40, message: 'Reading' });
    await timers.pass(0);
    expect(progress()).toEqual({ percent: 40, message: 'Reading', updatedAt: '2026-11-18T11:06:40.000Z' });
  });

  it('is stored at most every two seconds, and then only the last report', async () => {
    const { watched, timers, counts, progress } = watch();
    for (let percent = 0; percent < 100; percent += 1) watched.progress({ percent });
    await timers.pass(1999);
    expect(counts.writes).toBe(1);
    await timers.pass(1);
    expect(progress()).toMatchObject({ percent: 99, updatedAt: '2026-11-18T11:06:42.000Z' });
    await timers.pass(60_000);
    expect(counts.writes).toBe(2);
  });

  it('is not stored again when nothing has changed', async () => {
    const { watched, timers, counts } = watch();
    for (let second = 0; second < 10; second += 1) {
      watched.progress({ percent: 10, message: 'Still at it' });
      await timers.pass(1000);
    }
    expect(counts.writes).toBe(1);
  });

  it('is stored before the final status, however soon that is', async () => {
    const { watched, progress } = watch();
    watched.progress({ percent: 1 });
    watched.progress({ percent: 100 });
    await watched.flush();
    expect(progress()).toMatchObject({ percent: 100 });
  });

  it.each([
    [{ percent: -1 }, { percent: 0 }],
    [{ percent: 101 }, { percent: 100 }],
    [{ percent: Infinity }, { percent: 100 }],
    [{ percent: 100 / 3 }, { percent: 33.33 }],
    [{ percent: 1e-200 }, { percent: 0 }],
    [{ percent: Number.NaN, message: 'x' }, { message: 'x' }],
    [{ message: 'x'.repeat(1000) }, { message: 'x'.repeat(256) }],
    [{ percent: '5', message: 'x' } as never, { message: 'x' }],
    [{ percent: 5, message: 5 } as never, { percent: 5 }],
  ])('is adapted to the contract: %j', async (report, stored) => {
    const { watched, timers, progress } = watch();
    watched.progress(report);
    await timers.pass(0);
    expect(progress()).toEqual({ ...stored, updatedAt: '2026-11-18T11:06:40.000Z' });
  });

  it('is not stored for an empty report', async () => {
    const { watched, timers, counts } = watch();
    watched.progress(undefined as never);
    watched.progress({});
    await timers.pass(10_000);
    expect(counts.writes).toBe(0);
  });

  it('never fails a job: errors of the store are logged', async () => {
    const { watched, timers, log } = watch({ put: () => Promise.reject(new JobStoreUnavailableError('down')) });
    watched.progress({ percent: 1 });
    await timers.pass(0);
    expect(log.lines).toEqual([{ level: 'warn', message: 'Could not store the progress of the job' }]);
    expect(watched.signal.aborted).toBe(false);
  });
});

describe('a job that is cancelled', () => {
  it('learns of it by reading every five seconds, from the fifth second on', async () => {
    const { watched, store, timers, counts } = watch();
    await timers.pass(4999);
    expect(counts.reads).toBe(0);
    await timers.pass(1);
    expect(counts.reads).toBe(1);
    store.cancel(cancelled);
    await timers.pass(5000);
    expect(watched.signal.reason).toMatchObject({ name: 'AbortError', message: 'The job was cancelled.' });
    expect(watched.isCancelled()).toBe(true);
    await timers.pass(60_000);
    expect(counts.reads).toBe(2);
  });

  it('learns of it immediately from a report', async () => {
    const { watched, store, timers, counts } = watch();
    store.cancel(cancelled);
    watched.progress({ percent: 1 });
    await timers.pass(0);
    expect(watched.isCancelled()).toBe(true);
    expect(counts.reads).toBe(0);
    watched.progress({ percent: 2 });
    await timers.pass(2000);
    expect(counts.writes).toBe(1);
  });

  it('does not read while reports show it', async () => {
    const { watched, timers, counts } = watch();
    for (let percent = 1; percent <= 30; percent += 1) {
      watched.progress({ percent });
      await timers.pass(1000);
    }
    expect(counts.reads).toBe(0);
    await timers.pass(10_000);
    expect(counts.reads).toBe(2);
  });

  it('continues reading when a read fails, or is older than the claim', async () => {
    const answers = [() => Promise.reject(new JobStoreUnavailableError('down')), () => Promise.resolve(undefined)];
    const { watched, timers, counts, log } = watch({
      find: () => answers.shift()?.() ?? Promise.resolve(cancelled),
    });
    await timers.pass(10_000);
    expect(watched.signal.aborted).toBe(false);
    expect(log.lines).toHaveLength(1);
    await timers.pass(5000);
    expect(watched.isCancelled()).toBe(true);
    expect(counts.reads).toBe(3);
  });
});

it('stops a job that another attempt has taken over, and does not call it cancelled', async () => {
  const { watched, store, timers } = watch();
  store.jobs.set(jobId, runningJob({ attempt: 'a9' }));
  await timers.pass(5000);
  expect(watched.signal.reason).toMatchObject({ message: 'Another attempt has the job.' });
  expect(watched.isCancelled()).toBe(false);
});

it('does not mistake a stale read of the previous attempt for another attempt', async () => {
  const before = runningJob({ attempt: 'a0', claimedAt: now - 60_000 });
  const { watched, timers } = watch({ find: () => Promise.resolve(before) });
  await timers.pass(5000);
  expect(watched.signal.aborted).toBe(false);
});

it('logs nothing once it is stopped, when another job may have the log', async () => {
  const read = Promise.withResolvers<undefined>();
  const { watched, timers, log } = watch({ find: () => read.promise });
  await timers.pass(5000);
  await watched.stop();
  read.reject(new JobStoreUnavailableError('down'));
  await timers.pass(60_000);
  expect(log.lines).toEqual([]);
  expect(timers.count).toBe(0);
});

it('passes on the signal of the function', () => {
  const deadline = new AbortController();
  const { watched } = watch({}, deadline.signal);
  deadline.abort(new DOMException('over', 'TimeoutError'));
  expect(watched.signal.reason).toMatchObject({ name: 'TimeoutError' });
  expect(watched.isCancelled()).toBe(false);
});

it('leaves nothing behind when it is stopped', async () => {
  const { watched, timers, counts } = watch();
  watched.progress({ percent: 1 });
  await timers.pass(0);
  watched.progress({ percent: 2 });
  await watched.stop();
  await timers.pass(60_000);
  expect(counts).toEqual({ reads: 0, writes: 1 });
  expect(timers.count).toBe(0);
});
