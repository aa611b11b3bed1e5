import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Job, JobCancelledError } from '@jobs/client-sdk';
import { CancelledJobSchema } from '@jobs/contract';
import type { StackEvent } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithSettings } from './testing/assembly-with-settings.ts';
import { hostileIds } from './testing/hostile-ids.ts';
import { isDeployed, startLocalTarget, startTarget, type Target } from './testing/target.ts';

const newKey = () => `${Date.now()}-${randomUUID()}`;
const post = { method: 'POST' };

let target: Target;
let steps: StackEvent[];

/** Waits for a log line of the functions; skipped on a deployed stack, whose logs the tests don't read. */
const logged = (message: string, jobId: string) =>
  !isDeployed &&
  vi.waitFor(
    () => {
      const lines = steps.flatMap((step) => (step.type === 'function-log' ? [step.line] : []));
      expect(lines.filter((line) => line.includes(jobId) && line.includes(message))).not.toEqual([]);
    },
    { timeout: 20_000 },
  );
const messages = (jobId: string) =>
  steps.flatMap((step) => (step.type === 'function-log' && step.line.includes(jobId) ? [step.line] : [])).join('\n');

describe('a job that is cancelled', () => {
  beforeAll(async () => {
    steps = [];
    if (isDeployed) {
      target = await startTarget();
      return;
    }
    // One job at a time, so that the next one is queued.
    const assembly = assemblyWithSettings({
      processor: { reservedConcurrency: 1 },
      api: { rateLimit: 1000 },
      jobRetentionDays: 1,
    });
    target = await startLocalTarget({ assembly, report: (step) => steps.push(step) });
  });
  afterAll(() => target.stop());

  it('while it runs is notified, logs no failure, and stays Cancelled', async () => {
    const { client } = target;
    const job = await client.submit(sleeping(60));
    await vi.waitFor(async () => {
      expect((await job.get())?.status).toBe('Running');
    });
    const cancelled = await job.cancel();
    expect(CancelledJobSchema.safeParse(cancelled).error).toBeUndefined();
    expect(cancelled).toMatchObject({ id: job.id, status: 'Cancelled', parameters: { seconds: 60 } });
    expect(await job.get()).toEqual(cancelled);

    await logged('Job cancelled', job.id);
    expect(messages(job.id)).not.toContain('The attempt failed');
    expect(await job.get()).toEqual(cancelled);
    await expect(job.wait()).rejects.toThrow(JobCancelledError);
  });

  it.skipIf(isDeployed)('before it starts never runs', async () => {
    const { client } = target;
    const first = await client.submit(sleeping(2));
    await vi.waitFor(async () => {
      expect((await first.get())?.status).toBe('Running');
    });
    const second = await client.submit(sleeping(1));
    const cancelled = await second.cancel();
    expect(CancelledJobSchema.safeParse(cancelled).error).toBeUndefined();
    expect(cancelled).not.toHaveProperty('startedAt');
    expect(Math.abs(Date.parse(cancelled.createdAt) - Number(second.id.slice(0, 13)))).toBe(0);

    await first.wait();
    await logged('already-finished', second.id);
    expect(messages(second.id)).not.toContain('Job started');
    expect(await second.get()).toEqual(cancelled);
  });

  it('is the same job when it is cancelled a hundred times concurrently', async () => {
    const job = await target.client.submit(sleeping(1));
    const answers = await Promise.all(Array.from({ length: 100 }, () => job.cancel()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('stays as it is when it has ended', async () => {
    const { client } = target;
    const done = await client.submitAndWait(sleeping(1));
    const refused = await target.call(`/jobs/${done.id}/cancel`, post);
    expect(refused.status).toBe(409);
    expect(JSON.parse(refused.text)).toEqual({ message: 'The job has already ended: its status is Success.' });
    expect(await client.get(done.id)).toEqual(done);
  });

  it('is not found when nobody submitted it, and leaves no record', async () => {
    for (const id of ['order-1', `1000000000000-${randomUUID()}`, `9000000000000-${randomUUID()}`]) {
      expect((await target.call(`/jobs/${id}/cancel`, post)).status).toBe(404);
      expect((await target.call(`/jobs/${id}`)).status).toBe(404);
    }
  });

  it('is either cancelled or done when cancelling races with its start and end', async () => {
    const { client } = target;
    const jobs = await Promise.all(
      Array.from({ length: 40 }, () => client.submit(sleeping(1), { idempotencyKey: newKey() })),
    );
    const ends = await Promise.all(
      jobs.map(async (job, index): Promise<Job | undefined> => {
        if (index > 2) await job.cancel();
        else await Promise.race([job.wait(), job.cancel()]).catch(() => undefined);
        return job.get();
      }),
    );
    for (const end of ends) expect(['Cancelled', 'Success', 'Running', 'Pending']).toContain(end?.status);
    await Promise.all(jobs.map((job) => job.wait().catch(() => undefined)));
    const finals = await Promise.all(jobs.map((job) => job.get()));
    finals.forEach((final, index) => {
      expect(['Cancelled', 'Success']).toContain(final?.status);
      if (ends[index] && 'finishedAt' in ends[index]) expect(final).toEqual(ends[index]);
    });
  });

  it.each(hostileIds)('cannot have the id %.30s', async (id) => {
    const { status } = await target.call(`/jobs/${id}/cancel`, post);
    expect([400, 403, 404]).toContain(status);
  });
});
