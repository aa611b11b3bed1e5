import { describe, expect, it } from 'vitest';
import { createJobsClient, JobFailedError, JobsApiError, JobTimeoutError } from './index.ts';
import { createOpenApiClient } from './openapi/index.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { type Answerer, fakeFetch, inTurn, json, refused } from './testing/fake-fetch.ts';
import { baseUrl, failed, jobId, pending, running, successful, testCredentials } from './testing/jobs-fixture.ts';
import { secondsOf, sleeping, slept } from './testing/test-contract.ts';

const accepted = () => json({ id: jobId }, 202, { 'retry-after': '1', location: `/dev/jobs/${jobId}` });

function createTestClient(answer: Answerer) {
  const clock = fakeClock();
  const { fetch, sent } = fakeFetch(answer);
  return { client: createJobsClient({ baseUrl: baseUrl, credentials: testCredentials, fetch, clock }), sent, clock };
}

describe('submit', () => {
  it('posts the parameters, signed for execute-api in the region of the host, with the time of the clock', async () => {
    const { client, sent } = createTestClient(accepted);

    const job = await client.submit(sleeping(5));

    expect(job.id).toBe(jobId);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: `${baseUrl}/jobs`,
      body: '{"seconds":5}',
      redirect: 'manual',
    });
    expect(sent[0]!.headers.get('x-amz-date')).toBe('20261118T110640Z');
    expect(sent[0]!.headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20261118\/eu-west-1\/execute-api\/aws4_request, SignedHeaders=content-type;host;idempotency-key;x-amz-date, Signature=[0-9a-f]{64}$/,
    );
  });

  it('always sends an idempotency key in the format of a job id, with the time of the clock', async () => {
    const { client, sent, clock } = createTestClient(accepted);

    await client.submit(sleeping(5));

    expect(sent[0]!.headers.get('idempotency-key')).toMatch(
      new RegExp(`^${clock.now()}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`),
    );
  });

  it("sends the caller's own idempotency key", async () => {
    const { client, sent } = createTestClient(accepted);

    await client.submit(sleeping(5), { idempotencyKey: 'order-17' });

    expect(sent[0]!.headers.get('idempotency-key')).toBe('order-17');
  });

  it('retries the same job, with the same key, until it is accepted', async () => {
    const { client, sent } = createTestClient(
      inTurn(
        () => new TypeError('fetch failed'),
        () => refused(503, 'ServiceUnavailableException', 'Service Unavailable'),
        accepted,
      ),
    );

    await client.submit(sleeping(5));

    expect(sent).toHaveLength(3);
    expect(new Set(sent.map((request) => request.headers.get('idempotency-key'))).size).toBe(1);
    expect(new Set(sent.map((request) => request.body))).toEqual(new Set(['{"seconds":5}']));
  });

  it.each([
    ['there was no response', () => new TypeError('fetch failed')],
    ['the service failed', () => refused(503, 'ServiceUnavailableException', 'Service Unavailable')],
  ])('rejects with the key, so that the job can be submitted again, when %s', async (_what, answer) => {
    const { client, sent } = createTestClient(answer);
    const key = () => sent[0]?.headers.get('idempotency-key');

    await expect(client.submit(sleeping(5))).rejects.toSatisfy(
      (error: { idempotencyKey?: string }) => error.idempotencyKey !== undefined && error.idempotencyKey === key(),
    );
    await expect(client.submit(sleeping(5), { idempotencyKey: 'order-17' })).rejects.toMatchObject({
      idempotencyKey: 'order-17',
    });
    for await (const { error } of client.submitMany([sleeping(5)])) {
      expect(error).toMatchObject({ idempotencyKey: sent.at(-1)?.headers.get('idempotency-key') });
    }
  });

  it("rejects with the service's error, and does not retry it", async () => {
    const { client, sent } = createTestClient(() =>
      json({ message: 'Invalid request body', details: '[seconds]' }, 400, {
        'x-amzn-errortype': 'BadRequestException',
        'x-amzn-requestid': 'request-1',
      }),
    );

    const error: unknown = await client.submit(sleeping(0)).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(JobsApiError);
    expect(error).toMatchObject({
      name: 'JobsApiError',
      status: 400,
      code: 'BadRequestException',
      message: 'Invalid request body',
      details: '[seconds]',
      requestId: 'request-1',
      retryable: false,
    });
    expect(sent).toHaveLength(1);
  });
});

describe('get', () => {
  it('reads a job', async () => {
    const { client, sent } = createTestClient(() => json(running));

    expect(await client.get(jobId)).toEqual(running);
    expect(sent[0]).toMatchObject({ method: 'GET', url: `${baseUrl}/jobs/${jobId}`, body: '' });
  });

  it('is undefined if there is no record', async () => {
    const { client } = createTestClient(() => json({ message: 'There is no job with this id.' }, 404));

    expect(await client.get(jobId)).toBeUndefined();
  });

  it('rejects for a job whose data was erased', async () => {
    const { client } = createTestClient(() => json({ message: 'The data of this job was erased.' }, 410));

    await expect(client.get(jobId)).rejects.toMatchObject({ code: 'JobErased', status: 410, retryable: false });
    await expect(client.wait(jobId)).rejects.toMatchObject({ code: 'JobErased' });
  });

  it('rejects a 404 that is not from the service', async () => {
    const { client } = createTestClient(() => new Response('<h1>Not found</h1>', { status: 404 }));

    await expect(client.get(jobId)).rejects.toMatchObject({ name: 'JobsApiError', status: 404, code: 'Http404' });
  });
});

describe('wait', () => {
  it('waits while Pending and Running, and resolves with the typed results', async () => {
    const { client, sent } = createTestClient(
      inTurn(
        () => json(pending),
        () => json(pending),
        () => json(running),
        () => json(successful),
      ),
    );
    const seen: string[] = [];

    const job = await client.wait(jobId, { onStatus: ({ status }) => seen.push(status) });

    expect(job.results).toEqual(slept(5));
    expect(seen).toEqual(['Pending', 'Running', 'Success']);
    expect(sent).toHaveLength(4);
  });

  it('rejects with the job when it failed', async () => {
    const { client } = createTestClient(() => json(failed));

    const error: unknown = await client.wait(jobId).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(JobFailedError);
    expect(error).toMatchObject({ code: 'JobFailed', job: failed });
  });

  it('rejects at the timeout, with the job as last read', async () => {
    const { client, clock } = createTestClient(() => json(running));
    const startedAt = clock.now();

    const error: unknown = await client.wait(jobId, { timeoutMs: 60_000 }).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(error).toMatchObject({ jobId: jobId, job: running, code: 'JobTimeout' });
    expect(clock.now()).toBe(startedAt + 60_000);
  });

  it('treats 404 as not started for a custom key, and as unknown for a generated id', async () => {
    const missing = () => json({ message: 'There is no job with this id.' }, 404);
    const { client } = createTestClient(inTurn(missing, missing, () => json({ ...successful, id: 'order-17' })));
    const { client: other } = createTestClient(missing);

    expect((await client.wait('order-17')).status).toBe('Success');
    await expect(other.wait(jobId)).rejects.toMatchObject({ name: 'JobsApiError', code: 'JobNotFound' });
  });
});

describe('submitAndWait', () => {
  it('submits, waits as long as the response asks for, and resolves with the job', async () => {
    const { client, clock } = createTestClient(inTurn(accepted, () => json(successful)));

    expect(await client.submitAndWait(sleeping(5))).toEqual(successful);
    expect(clock.sleeps).toEqual([1_000]);
  });
});

describe('submitMany', () => {
  it('yields each job once, with its parameters', async () => {
    const { client } = createTestClient(({ method, body, headers, url }) =>
      method === 'POST'
        ? json(
            {
              id: `${headers.get('idempotency-key')!.slice(0, 14)}00000000-0000-4000-8000-${/\d+/.exec(body)![0].padStart(12, '0')}`,
            },
            202,
          )
        : json({ ...successful, id: url.slice(-50) }),
    );
    const seen: number[] = [];

    for await (const { parameters, job, error } of client.submitMany(seconds(1, 100), { concurrency: 7 })) {
      expect(error).toBeUndefined();
      expect(job?.id.endsWith(String(secondsOf(parameters)).padStart(12, '0'))).toBe(true);
      seen.push(secondsOf(parameters));
    }

    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });
});

describe('fetch', () => {
  const createRawClient = (answer: Answerer) => {
    const { client, sent } = createTestClient(answer);
    return { raw: createOpenApiClient(client, { baseUrl }), client, sent };
  };

  it('makes openapi-fetch a typed raw client that signs', async () => {
    const { raw, sent } = createRawClient(() => json(running));

    const { data } = await raw.GET('/jobs/{jobId}', { params: { path: { jobId } } });

    expect(data).toEqual(running);
    expect(sent[0]!.headers.get('authorization')).toContain('/execute-api/aws4_request');
  });

  it('retries a submission with the same idempotency key', async () => {
    const { raw, sent } = createRawClient(inTurn(() => new TypeError('fetch failed'), accepted));

    await raw.POST('/jobs', { body: sleeping(5) });

    const keys = sent.map((request) => request.headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^\d{13}-[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(sent.map(({ body }) => body)).toEqual(['{"seconds":5}', '{"seconds":5}']);
  });

  it('does not reject on an error status', async () => {
    const { raw } = createRawClient(() => refused(403, 'AccessDeniedException', 'no'));

    const { error, response } = await raw.POST('/jobs', { body: sleeping(5) });

    expect(error).toEqual({ message: 'no' });
    expect(response.status).toBe(403);
  });

  it.each(['https://evil.example/dev/jobs', `${baseUrl}.evil.example/`, `${baseUrl}/../prod/jobs`, `${baseUrl}x/jobs`])(
    'sends nothing, and no token, to %s',
    async (url) => {
      const { client, sent } = createRawClient(accepted);

      await expect(client.fetch(new Request(url))).rejects.toMatchObject({ name: 'JobsConfigurationError' });
      expect(sent).toEqual([]);
    },
  );
});

function* seconds(from: number, to: number) {
  for (let value = from; value <= to; value++) yield sleeping(value);
}
