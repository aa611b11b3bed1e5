import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobParameters } from '@jobs/client-sdk';
import { exampleParameters, SuccessfulJobSchema } from '@jobs/contract';
import { sleeping } from '@jobs/local/testing/test-contract';
import { isDeployed, startTarget, type Target } from './testing/target.ts';

const parameters = exampleParameters as JobParameters;
const body = JSON.stringify(parameters);
const json = { 'content-type': 'application/json' };
const newKey = () => `${Date.now()}-${randomUUID()}`;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

describe('a job', () => {
  it('can be submitted and awaited with the SDK', async () => {
    const job = await target.client.submitAndWait(parameters);
    expect(job).toMatchObject({ status: 'Success', parameters });
    expect(job.results).toEqual({ message: 'I slept for 1 second' });
    expect(SuccessfulJobSchema.safeParse(job).error).toBeUndefined();
  });

  it('is accepted immediately with its id, Location and Retry-After', async () => {
    const { status, headers, text } = await target.call('/jobs', { method: 'POST', headers: json, body });
    const { id } = JSON.parse(text) as { id: string };
    expect(status).toBe(202);
    expect(id).toMatch(/^\d{13}-[0-9a-f-]{36}$/);
    expect(headers.location).toMatch(new RegExp(`/jobs/${id}$`));
    expect(headers['retry-after']).toBe('1');

    const read = await target.call(`/jobs/${id}`);
    expect(read.status).toBe(200);
    expect(JSON.parse(read.text)).toMatchObject({
      id,
      status: expect.stringMatching(/Pending|Running|Success/) as string,
    });
    expect((await target.client.wait(id)).status).toBe('Success');
  });

  it('has a Location even if it was submitted with a trailing slash', async () => {
    const { headers, text } = await target.call('/jobs/', { method: 'POST', headers: json, body });
    const { id } = JSON.parse(text) as { id: string };
    const api = new URL(target.apiUrl);
    const { pathname } = new URL(headers.location ?? '', api);
    const read = await target.call(pathname.slice(api.pathname.replace(/\/$/, '').length));
    expect(read.status).toBe(200);
    expect(JSON.parse(read.text)).toMatchObject({ id });
  });

  it('fails when its duration is too long, and shows its parameters and error', async () => {
    const handle = await target.client.submit(sleeping(301));
    const failure = await handle.wait().catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'JobFailedError',
      job: {
        id: handle.id,
        status: 'Failure',
        parameters: { seconds: 301 },
        error: { type: 'JobTooLongError', message: expect.stringContaining('301') as string },
      },
    });
  });

  it.each(['Idempotency-Key', 'idempotency-key', 'IDEMPOTENCY-KEY'])(
    'is the same job for the same %s',
    async (name) => {
      const key = newKey();
      for (let attempt = 0; attempt < 2; attempt++) {
        const { status, text } = await target.call('/jobs', {
          method: 'POST',
          headers: { ...json, [name]: key },
          body,
        });
        expect([status, JSON.parse(text)]).toEqual([202, { id: key, status: 'Pending' }]);
      }
      const first = await target.client.wait(key);
      const other = JSON.stringify(sleeping(2));
      await target.call('/jobs', { method: 'POST', headers: { ...json, [name]: key }, body: other });
      expect(await target.client.get(key)).toEqual(first);
    },
  );

  it('can have a custom key as its id', async () => {
    const key = `order-${randomUUID()}`;
    const { text } = await target.call('/jobs', { method: 'POST', headers: { ...json, 'idempotency-key': key }, body });
    expect(JSON.parse(text)).toEqual({ id: key, status: 'Pending' });
    expect((await target.client.wait(key)).status).toBe('Success');
  });

  it('has an id in the generated form even if the caller chooses the request id', async () => {
    const chosen = randomUUID().toUpperCase();
    const headers = { ...json, 'x-amzn-requestid': chosen };
    const { text } = await target.call('/jobs', { method: 'POST', headers, body });
    const { id } = JSON.parse(text) as { id: string };
    expect(id).toMatch(/^\d{13}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    if (!isDeployed) expect(id.slice(14)).toBe(chosen.toLowerCase());
    expect((await target.client.wait(id)).status).toBe('Success');
  });

  it('takes its id from a quoted key, and never from the query string', async () => {
    const key = newKey();
    const headers = { ...json, 'idempotency-key': `"${key}"` };
    const { text } = await target.call(`/jobs?Idempotency-Key=another`, { method: 'POST', headers, body });
    expect(JSON.parse(text)).toEqual({ id: key, status: 'Pending' });
  });

  it.each(['', '""', ' '])(
    'is rejected with the key %j, which would otherwise start a new job each time',
    async (key) => {
      const headers = { ...json, 'Idempotency-Key': key };
      const { status, text } = await target.call('/jobs', { method: 'POST', headers, body });
      expect([status, JSON.parse(text)]).toEqual([
        400,
        { message: expect.stringMatching(/^The Idempotency-Key is not valid/) as string },
      ]);
    },
  );

  it('reports its progress while it runs', async () => {
    const reports: (number | undefined)[] = [];
    const job = await target.client.submit(sleeping(4));
    await job.wait({ onProgress: ({ percent }) => reports.push(percent) });
    expect(reports.length).toBeGreaterThan(0);
    expect(reports).toEqual(reports.toSorted((a = 0, b = 0) => a - b));
    expect(await job.get()).not.toHaveProperty('progress');
  });
});
