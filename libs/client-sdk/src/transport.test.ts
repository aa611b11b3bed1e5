import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createJobsClient, type JobsClientOptions, type ResponseInfo } from './index.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { type Answerer, fakeFetch, inTurn, json, refused } from './testing/fake-fetch.ts';
import { baseUrl, jobId, running, testCredentials } from './testing/jobs-fixture.ts';
import { sleeping } from './testing/test-contract.ts';

const hourMs = 3_600_000;

function createTestClient(answer: Answerer, options: Partial<JobsClientOptions> = {}) {
  const clock = fakeClock();
  const { fetch, sent } = fakeFetch(answer);
  return {
    client: createJobsClient({ baseUrl: baseUrl, credentials: testCredentials, fetch, clock, ...options }),
    sent,
    clock,
  };
}

const found = () => json(running);
const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

afterEach(() => {
  vi.restoreAllMocks();
});

describe('retries', () => {
  it.each([429, 500, 502, 503, 504])('retry a request that got %d', async (status) => {
    const { client, sent } = createTestClient(inTurn(() => refused(status, 'SomeException', 'later'), found));

    expect(await client.get(jobId)).toEqual(running);
    expect(sent).toHaveLength(2);
  });

  it.each([400, 401, 403, 409, 413, 415, 418, 501])('do not retry a request that got %d', async (status) => {
    const { client, sent } = createTestClient(() => refused(status, 'SomeException', 'no'));

    expect(await errorOf(client.get(jobId))).toMatchObject({ status, code: 'SomeException', retryable: false });
    expect(sent).toHaveLength(1);
  });

  it('stop after four attempts, with the last response', async () => {
    const { client, sent } = createTestClient((_, count) =>
      refused(500, 'InternalServerErrorException', `failure ${count}`),
    );

    expect(await errorOf(client.get(jobId))).toMatchObject({ message: 'failure 4', status: 500, retryable: true });
    expect(sent).toHaveLength(4);
  });

  it('never exceed the maximum attempts, whatever they are used for', async () => {
    const { client, sent } = createTestClient(() => refused(403, 'InvalidSignatureException', 'Signature expired: x'), {
      retry: { maxAttempts: 1 },
    });

    await errorOf(client.get(jobId));

    expect(sent).toHaveLength(1);
  });

  it('pause randomly, up to a limit that doubles', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { client, clock } = createTestClient(() => new TypeError('fetch failed'));

    await errorOf(client.get(jobId));

    expect(clock.sleeps).toEqual([100, 200, 400]);
  });

  it('wait as long as Retry-After says, in seconds or as a date', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { client, clock } = createTestClient(
      inTurn(
        () => refused(503, 'X', 'later', { 'retry-after': '7' }),
        () => refused(429, 'X', 'later', { 'retry-after': 'Wed, 18 Nov 2026 11:06:50 GMT' }),
        found,
      ),
    );

    await client.get(jobId);

    expect(clock.sleeps).toEqual([7_000, 3_000]);
  });

  it('stop immediately when the service asks for more time than is left', async () => {
    const { client, sent, clock } = createTestClient(() => refused(503, 'X', 'later', { 'retry-after': '31' }));

    expect(await errorOf(client.get(jobId))).toMatchObject({ status: 503 });
    expect(sent).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
  });

  it('stop at the total timeout, however many attempts are left', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const { client, sent, clock } = createTestClient(() => refused(500, 'X', 'no'), {
      retry: { maxAttempts: 1_000, totalTimeoutMs: 20_000, maxDelayMs: 2_000 },
    });
    const startedAt = clock.now();

    await errorOf(client.get(jobId));

    expect(clock.now() - startedAt).toBeLessThan(20_000);
    expect(clock.now() - startedAt).toBeGreaterThan(18_000);
    expect(sent.length).toBeLessThan(16);
  });

  it('report why there was no response, with the cause', async () => {
    const reason = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    const failure = new TypeError('fetch failed', { cause: reason });
    const { client } = createTestClient(() => failure);

    expect(await errorOf(client.get(jobId))).toMatchObject({
      name: 'JobsConnectionError',
      code: 'ConnectionFailed',
      message: `GET ${baseUrl}/jobs/${jobId}: fetch failed: connect ECONNREFUSED 127.0.0.1:1`,
      retryable: true,
      cause: failure,
    });
  });
});

describe('a wrong clock', () => {
  const skewed = (message: string, serviceNow: number) => () =>
    refused(403, 'InvalidSignatureException', message, { date: new Date(serviceNow).toUTCString() });

  it.each([
    ['A9 an hour slow', hourMs, 'Signature expired: x is now earlier than y'],
    ['A10 an hour fast', -hourMs, 'Signature not yet current: x is still later than y'],
  ])('%s is detected from the Date header, and the request is sent again', async (_, offset, message) => {
    const serviceNow = Date.parse('2026-11-18T11:06:40Z') + offset;
    const { client, sent } = createTestClient(
      inTurn(skewed(message, serviceNow), () => json({ id: jobId }, 202), found),
    );

    await client.submit(sleeping(1));
    await client.get(jobId);

    const stamp = new Date(serviceNow).toISOString().replace(/[:-]|\.000/g, '');
    expect(sent.map(({ headers }) => headers.get('x-amz-date'))).toEqual(['20261118T110640Z', stamp, stamp]);
    // A job whose key contains a wrong time would not be Pending.
    expect(sent[1]!.headers.get('idempotency-key')).toMatch(new RegExp(`^${serviceNow}-`));
  });

  it('A9 is detected from the message if the Date header is hidden, as in a browser', async () => {
    const message =
      'Signature expired: 20261118T110640Z is now earlier than 20261118T120140Z (20261118T120640Z - 5 min.)';
    const { client, sent } = createTestClient(inTurn(() => refused(403, 'InvalidSignatureException', message), found));

    await client.get(jobId);

    expect(sent[1]!.headers.get('x-amz-date')).toBe('20261118T120640Z');
  });

  it('is corrected once per call, even if the service contradicts itself', async () => {
    const { client, sent } = createTestClient((_, count) => skewed('Signature expired: x', count * hourMs)());

    expect(await errorOf(client.get(jobId))).toMatchObject({ code: 'InvalidSignatureException' });
    expect(sent).toHaveLength(2);
  });

  it('does not change a key that may have been accepted already', async () => {
    const { client, sent } = createTestClient(
      inTurn(
        () => new TypeError('connection reset'),
        skewed('Signature expired: x', Date.parse('2026-11-18T12:06:40Z')),
        () => json({ id: jobId }, 202),
      ),
    );

    await client.submit(sleeping(1));

    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  });
});

describe('expiring credentials', () => {
  const expired = () => refused(403, 'ExpiredTokenException', 'The security token included in the request is expired');
  const provider = () => {
    let count = 0;
    return () => {
      count++;
      return Promise.resolve({ accessKeyId: `ASIA${count}`, secretAccessKey: 's', sessionToken: `token${count}` });
    };
  };

  it('A13 are replaced between two attempts, once per call', async () => {
    const { client, sent } = createTestClient(
      inTurn(() => refused(503, 'X', 'later'), expired, found),
      { credentials: provider() },
    );

    await client.get(jobId);

    expect(sent.map(({ headers }) => headers.get('x-amz-security-token'))).toEqual(['token1', 'token1', 'token2']);
  });

  it('A13 are an error if the new ones have also expired', async () => {
    const { client, sent } = createTestClient(expired, { credentials: provider() });

    expect(await errorOf(client.get(jobId))).toMatchObject({ code: 'ExpiredTokenException', retryable: false });
    expect(sent).toHaveLength(2);
  });

  it('are not requested repeatedly when the provider fails', async () => {
    const failing = vi.fn(() => Promise.reject(new Error('no profile')));
    const { client, sent } = createTestClient(found, { credentials: failing });

    expect(await errorOf(client.get(jobId))).toMatchObject({
      name: 'JobsCredentialsError',
      cause: new Error('no profile'),
    });
    expect(failing).toHaveBeenCalledTimes(1);
    expect(sent).toHaveLength(0);
  });
});

describe('aborting', () => {
  const reason = new Error('the user left');

  it('before the call sends nothing', async () => {
    const { client, sent } = createTestClient(found);

    expect(await errorOf(client.get(jobId, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(sent).toHaveLength(0);
  });

  it('while the credentials are requested stops immediately', async () => {
    const controller = new AbortController();
    const { client, sent } = createTestClient(found, {
      credentials: () => {
        controller.abort(reason);
        return new Promise(() => undefined);
      },
    });

    expect(await errorOf(client.get(jobId, { signal: controller.signal }))).toBe(reason);
    expect(sent).toHaveLength(0);
  });

  it('during the request aborts it, even if fetch ignores the signal', async () => {
    const controller = new AbortController();
    const { client, sent } = createTestClient(() => {
      controller.abort(reason);
      return new Promise<Response>(() => undefined);
    });

    expect(await errorOf(client.get(jobId, { signal: controller.signal }))).toBe(reason);
    expect(sent[0]!.signal.aborted).toBe(true);
  });

  it('during a pause ends it, even if the clock ignores the signal', async () => {
    const controller = new AbortController();
    const clock = fakeClock();
    const { client, sent } = createTestClient(() => refused(503, 'X', 'later', { 'retry-after': '5' }), {
      clock: {
        now: () => clock.now(),
        sleep: () => {
          controller.abort(reason);
          return new Promise(() => undefined);
        },
      },
    });

    expect(await errorOf(client.get(jobId, { signal: controller.signal }))).toBe(reason);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['AbortError', undefined],
    ['TimeoutError', new DOMException('late', 'TimeoutError')],
    ['AbortError', 'left'],
  ])('of a submission is an %s that has the key, because the job may have been accepted', async (name, why) => {
    const controller = new AbortController();
    const { client, sent } = createTestClient(() => {
      controller.abort(why);
      return new Promise<Response>(() => undefined);
    });

    const error = await errorOf(client.submit(sleeping(1), { signal: controller.signal }));

    expect(error).toMatchObject({ name, code: 'SubmissionAborted', cause: controller.signal.reason as unknown });
    expect(error).toMatchObject({ idempotencyKey: sent[0]!.headers.get('idempotency-key') });
  });

  it('leaves nothing behind on a signal that is used for many calls', async () => {
    const { signal } = new AbortController();
    const { client } = createTestClient(inTurn(() => refused(503, 'X', 'later'), found));

    await Promise.all(Array.from({ length: 20 }, () => client.get(jobId, { signal })));

    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('also works for a raw request', async () => {
    const controller = new AbortController();
    const { client } = createTestClient(() => {
      controller.abort(reason);
      return new Promise<Response>(() => undefined);
    });
    const request = new Request(`${baseUrl}/jobs/${jobId}`, { signal: controller.signal });

    expect(await errorOf(client.fetch(request))).toBe(reason);
  });
});

describe('the hooks', () => {
  it('are called with each request and its outcome', async () => {
    const requests: unknown[] = [];
    const responses: ResponseInfo[] = [];
    const { client } = createTestClient(
      inTurn(() => new TypeError('fetch failed'), found),
      {
        onRequest: (info) => requests.push(info),
        onResponse: (info) => responses.push(info),
      },
    );

    await client.get(jobId);

    const url = `${baseUrl}/jobs/${jobId}`;
    expect(requests).toEqual([
      { method: 'GET', url, attempt: 1 },
      { method: 'GET', url, attempt: 2 },
    ]);
    expect(responses.map(({ attempt, status, error }) => [attempt, status, error?.name])).toEqual([
      [1, undefined, 'JobsConnectionError'],
      [2, 200, undefined],
    ]);
  });

  it('end the call with what they throw', async () => {
    const failure = new Error('in a hook');
    const { client } = createTestClient(found, {
      onRequest: () => {
        throw failure;
      },
    });

    expect(await errorOf(client.get(jobId))).toBe(failure);
  });
});
