import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JobParameters, JobResults, JobsClient, ListedStatus } from '@jobs/client-sdk';
import { createOpenApiClient } from '@jobs/client-sdk/openapi';
import { createInMemoryJobs, type RunInMemoryJob } from '@jobs/client-sdk/testing';
import { sleeping } from '@jobs/local/testing/test-contract';
import { isDeployed, startTarget, type Target } from './testing/target.ts';

/** The tests' job, without sleeping (except for the one to be cancelled). */
const run: RunInMemoryJob = async (parameters, { signal, progress }) => {
  const { seconds } = parameters as unknown as { readonly seconds: number };
  if (seconds > 300) {
    const message = `A job may take at most 300 seconds; this one asked for ${seconds}.`;
    throw Object.assign(new Error(message), { name: 'JobTooLongError' });
  }
  if (seconds >= 3) progress({ percent: 0, message: 'Part 1 of 4' });
  // A 60-second job exists only to be cancelled.
  if (seconds === 60) await once(signal, 'abort');
  const results: unknown = { message: `I slept for ${seconds} ${seconds === 1 ? 'second' : 'seconds'}` };
  return results as JobResults;
};

const refuse = (parameters: JobParameters) => {
  const { seconds } = parameters as unknown as { readonly seconds: number };
  return seconds < 1 ? 'numeric instance is lower than the required minimum' : undefined;
};

const service = () => {
  let target: Target | undefined;
  return {
    start: async () => {
      target = await startTarget();
      return { client: target.client, baseUrl: target.apiUrl };
    },
    stop: () => target?.stop(),
  };
};
const double = () => ({
  start: () => Promise.resolve(createInMemoryJobs({ run, refuse })),
  stop: () => Promise.resolve(),
});

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const idAt = (time: number) => `${time}-${randomUUID()}`;
const customKey = () => `order-${randomUUID()}`;

// The in-memory client must behave like the service, or unit tests that use it prove nothing.
describe.each([
  ['the service', service],
  ['the double', double],
])('%s', (_name, create) => {
  const { start, stop } = create();
  let client: JobsClient;
  let baseUrl: string;
  beforeAll(async () => {
    ({ client, baseUrl } = await start());
  });
  afterAll(() => stop());

  it('runs a job and returns its results', async () => {
    const statuses: string[] = [];
    const job = await client.submitAndWait(sleeping(1), { onStatus: ({ status }) => statuses.push(status) });
    expect(job).toEqual({
      ...{ id: job.id, status: 'Success', parameters: { seconds: 1 }, results: { message: 'I slept for 1 second' } },
      createdAt: expect.stringMatching(/^\d{4}-[^\n\rT\u2028\u2029]*T.*\.\d{3}Z$/) as string,
      startedAt: expect.any(String) as string,
      finishedAt: expect.any(String) as string,
    });
    expect(statuses.at(-1)).toBe('Success');
    expect(await client.get(job.id)).toEqual(job);
  });

  it('fails a job with the name and the message of its error', async () => {
    await expect(client.submitAndWait(sleeping(301))).rejects.toMatchObject({
      name: 'JobFailedError',
      job: {
        status: 'Failure',
        parameters: { seconds: 301 },
        error: {
          type: 'JobTooLongError',
          message: 'A job may take at most 300 seconds; this one asked for 301.',
        },
      },
    });
  });

  it('rejects parameters that violate the contract', async () => {
    await expect(client.submit(sleeping(0))).rejects.toMatchObject({
      ...{ name: 'JobsApiError', status: 400, code: 'BadRequestException', message: 'Invalid request body' },
      details: expect.stringContaining('lower than the required minimum') as string,
      idempotencyKey: expect.any(String) as string,
    });
  });

  it('treats the same key as the same job', async () => {
    const idempotencyKey = customKey();
    const [first, second] = [
      await client.submit(sleeping(1), { idempotencyKey }),
      await client.submit(sleeping(1), { idempotencyKey }),
    ];
    expect([first.id, second.id]).toEqual([idempotencyKey, idempotencyKey]);
    expect(await first.wait()).toEqual(await second.wait());
    await expect(client.submitAndWait(sleeping(2), { idempotencyKey })).rejects.toMatchObject({
      name: 'JobKeyReusedError',
      job: { parameters: { seconds: 1 } },
    });
  });

  it('reports Pending for an id that may still belong to a queued job, and unknown for others', async () => {
    const id = idAt(Date.now());
    expect(await client.get(id)).toEqual({ id, status: 'Pending' });
    expect(await client.get(customKey())).toBeUndefined();
    const old = idAt(Date.now() - 24 * 3_600_000);
    expect(await client.get(old)).toBeUndefined();
    const unknown = { name: 'JobsApiError', code: 'JobNotFound', message: 'There is no job with this id.' };
    await expect(client.wait(old)).rejects.toMatchObject(unknown);
    await expect(client.cancel(old)).rejects.toMatchObject(unknown);
    await expect(client.cancel(customKey())).rejects.toMatchObject(unknown);
  });

  it('cancels a running job and reports its progress until then', async () => {
    const job = await client.submit(sleeping(60));
    const reports: string[] = [];
    const waiting = job.wait({ onProgress: ({ message = '' }) => reports.push(message) });
    waiting.catch(() => undefined);
    await vi.waitFor(
      () => {
        expect(reports).toEqual(['Part 1 of 4']);
      },
      { timeout: 20_000 },
    );
    const cancelled = await job.cancel();
    expect(cancelled).toEqual({
      ...{ id: job.id, status: 'Cancelled', parameters: { seconds: 60 } },
      createdAt: expect.any(String) as string,
      startedAt: expect.any(String) as string,
      finishedAt: expect.any(String) as string,
    });
    await expect(waiting).rejects.toMatchObject({ name: 'JobCancelledError', job: cancelled });
    expect(await job.cancel()).toEqual(cancelled);
  });

  it('cancels a job before it starts, so that it never runs, but not one that has ended', async () => {
    const id = idAt(Date.now());
    const cancelled = await client.cancel(id);
    expect(cancelled).toEqual({
      ...{ id, status: 'Cancelled', createdAt: new Date(Number(id.slice(0, 13))).toISOString() },
      finishedAt: expect.any(String) as string,
    });
    await expect(client.submitAndWait(sleeping(1), { idempotencyKey: id })).rejects.toMatchObject({
      name: 'JobCancelledError',
    });
    const { id: ended } = await client.submitAndWait(sleeping(1));
    await expect(client.cancel(ended)).rejects.toMatchObject({
      ...{ name: 'JobsApiError', status: 409, code: 'JobAlreadyEnded' },
      message: 'The job has already ended: its status is Success.',
    });
  });

  it('stops waiting at the timeout while the job continues', async () => {
    const job = await client.submit(sleeping(60));
    await expect(job.wait({ timeoutMs: 300 })).rejects.toMatchObject({ name: 'JobTimeoutError', jobId: job.id });
    expect(['Pending', 'Running']).toContain((await job.get())!.status);
    await vi.waitFor(async () => {
      expect((await job.cancel()).status).toBe('Cancelled');
    });
  });

  it('lists jobs that have started or ended, page by page', async () => {
    const results = await collect(client.submitMany([sleeping(1), sleeping(1), sleeping(301)]));
    expect(results.map(({ job }) => job?.status)).toEqual(expect.arrayContaining(['Success', 'Success', undefined]));
    await vi.waitFor(async () => {
      const newest = (await collect(client.list({ pageSize: 2 }))).map(({ id }) => id);
      expect(newest.slice(0, 3).sort()).toEqual(results.map(({ id }) => id).sort());
      const oldest = (await collect(client.list({ pageSize: 2, order: 'asc' }))).map(({ id }) => id);
      expect(oldest).toEqual(newest.reverse());
    });
    const failures = await collect(client.list({ status: 'Failure' }));
    expect(new Set(failures.map(({ status }) => status))).toEqual(new Set(['Failure']));
    expect(failures[0]).toEqual({
      ...{ id: results.find(({ error }) => error !== undefined)?.id, status: 'Failure' },
      createdAt: expect.any(String) as string,
      startedAt: expect.any(String) as string,
      finishedAt: expect.any(String) as string,
    });
    for await (const page of client.list({ pageSize: 2 }).pages()) {
      expect(page.jobs.length).toBeLessThanOrEqual(2);
    }
  });

  it.each([
    [{ cursor: '%%%' }, "The parameter 'cursor' is not valid: it must be the nextCursor of a page."],
    [{ cursor: btoa('nowhere') }, "The parameter 'cursor' is not valid: it must be the nextCursor of a page."],
    [{ order: 'up' as 'asc' }, "The parameter 'order' is not valid: it must be asc or desc."],
    [
      { status: 'Pending' as ListedStatus },
      "The parameter 'status' is not valid: it must be one of Running, Success, Failure, Cancelled.",
    ],
  ])('refuses to list with %j', async (options, message) => {
    const error = { name: 'JobsApiError', status: 400, code: 'Http400', message };
    await expect(collect(client.list(options))).rejects.toMatchObject(error);
  });

  it('validates the limit of a list request', async () => {
    const answerTo = async (query: string) => {
      const response = await client.fetch(new Request(`${baseUrl}/jobs?${query}`));
      return { status: response.status, body: await response.json() };
    };
    expect(await answerTo('limit=101')).toMatchObject({ status: 200 });
    expect(await answerTo('limit=0')).toEqual({
      status: 400,
      body: { message: "The parameter 'limit' is not valid: it must be a whole number of at least 1." },
    });
  });

  it('works with the typed OpenAPI client', async () => {
    const api = createOpenApiClient(client, { baseUrl });
    const { data, response } = await api.POST('/jobs', { body: sleeping(1) });
    expect([response.status, data?.status]).toEqual([202, 'Pending']);
    await expect(client.wait(data!.id)).resolves.toMatchObject({ parameters: { seconds: 1 } });
    const { error } = await api.GET('/jobs/{jobId}', { params: { path: { jobId: customKey() } } });
    expect(error).toEqual({ message: 'There is no job with this id.' });
  });

  it.each([
    ['GET', '/jobs-x', undefined, 403, 'Missing Authentication Token'],
    ['PUT', '/jobs', undefined, 403, 'Missing Authentication Token'],
    ['POST', '/jobs', '{', 400, 'Invalid request body'],
  ])('rejects %s %s with the body %j', async (method, path, body, status, message) => {
    const headers = { 'content-type': 'application/json' };
    const response = await client.fetch(new Request(`${baseUrl}${path}`, { method, headers, body: body ?? null }));
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ message })]);
  });
});

it.skipIf(isDeployed)('the in-memory client can simulate service failures', async () => {
  const { client, failNext, start } = createInMemoryJobs({
    run,
    hold: true,
    retry: { baseDelayMs: 0, maxAttempts: 2 },
  });
  failNext(503);
  failNext(new TypeError('fetch failed'));
  await expect(client.submit(sleeping(1))).rejects.toMatchObject({ name: 'JobsConnectionError' });
  failNext(403);
  await expect(client.submit(sleeping(1))).rejects.toMatchObject({ name: 'JobsApiError', status: 403 });

  const job = await client.submit(sleeping(1));
  expect(await job.get()).toMatchObject({ status: 'Pending' });
  await start();
  expect(await job.wait()).toMatchObject({ status: 'Success' });
});
