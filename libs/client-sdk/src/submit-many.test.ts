import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createJobsClient, type JobParameters, type RetryOptions, type SubmitManyResult } from './index.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { type Answerer, fakeFetch, json, refused, type SentRequest } from './testing/fake-fetch.ts';
import { baseUrl, failed, pending, successful, testCredentials } from './testing/jobs-fixture.ts';
import { sleeping } from './testing/test-contract.ts';

function createTestClient(answer: Answerer, retry: RetryOptions = {}) {
  const { fetch, sent } = fakeFetch(answer);
  const clock = fakeClock();
  return { client: createJobsClient({ baseUrl: baseUrl, credentials: testCredentials, fetch, clock, retry }), sent };
}

/** Numbers between 0 and 1, the same ones for the same seed (a linear congruential generator). */
function randomNumbers(seed: number) {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

/** A service in which a job is done as soon as it is accepted; it knows jobs by their keys, as the real one does. */
function service() {
  const jobs = new Map<string, JobParameters>();
  return {
    jobs,
    answer: ({ method, headers, body, url }: SentRequest): Response => {
      const id = method === 'POST' ? headers.get('idempotency-key')! : url.slice(url.lastIndexOf('/') + 1);
      if (method === 'POST') {
        jobs.set(id, JSON.parse(body) as JobParameters);
        return json({ id }, 202);
      }
      return json({ ...successful, id, parameters: jobs.get(id) });
    },
  };
}

function* seconds(count: number) {
  for (let value = 1; value <= count; value++) yield sleeping(value);
}

async function collect(results: AsyncIterable<SubmitManyResult>) {
  const all: SubmitManyResult[] = [];
  for await (const result of results) all.push(result);
  return all;
}

describe('submitMany', () => {
  it('yields a result for each of 1,000 jobs, once, while one response in twenty is broken in some way', async () => {
    const { jobs, answer } = service();
    const faults: (() => Response | Error)[] = [
      () => new TypeError('fetch failed'),
      () => refused(429, 'TooManyRequestsException', 'Too Many Requests'),
      () => refused(500, 'InternalServerErrorException', 'Internal server error'),
      () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
      () => refused(503, 'ServiceUnavailableException', 'Service Unavailable', { 'retry-after': '1' }),
      () => new Response('{"id": "17', { status: 200 }),
    ];
    let broken = 0;
    const random = randomNumbers(20_261_118);
    const { client } = createTestClient(
      (request) => {
        // The service has done what it was asked to: the fault is on the way back.
        const answered = answer(request);
        return random() < 0.05 ? faults[broken++ % faults.length]!() : answered;
      },
      { maxAttempts: 8 },
    );

    const results = await collect(client.submitMany(seconds(1_000), { concurrency: 20 }));

    expect(broken).toBeGreaterThan(50);
    expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(results.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...Array(1_000).keys()]);
    for (const { index, parameters, job } of results) {
      expect(parameters).toEqual(sleeping(index + 1));
      expect(job?.parameters).toEqual(parameters);
    }
    expect(jobs.size).toBe(1_000);
  });

  it('reads no further in the source than there is room for results', async () => {
    const { client } = createTestClient(service().answer);
    let read = 0;
    const source = function* () {
      for (const parameters of seconds(100)) {
        read++;
        yield parameters;
      }
    };
    let taken = 0;

    for await (const { job } of client.submitMany(source(), { concurrency: 5 })) {
      expect(job).toBeDefined();
      // Let all that can happen happen while the consumer is busy.
      await setImmediate();
      taken++;
      expect(read - taken).toBeLessThanOrEqual(5);
    }

    expect(read).toBe(100);
  });

  it('distinguishes jobs that were not accepted from jobs that failed', async () => {
    const { client } = createTestClient(({ method, body, url }) => {
      if (method === 'GET') return json({ ...failed, id: url.slice(url.lastIndexOf('/') + 1) });
      return body === '{"seconds":1}' ? refused(400, 'BadRequestException', 'no') : json({ id: 'second' }, 202);
    });

    const results = await collect(client.submitMany(seconds(2), { concurrency: 1 }));

    expect(results).toMatchObject([
      { index: 0, parameters: sleeping(1), id: undefined, error: { name: 'JobsApiError', status: 400 } },
      { index: 1, parameters: sleeping(2), id: 'second', error: { name: 'JobFailedError' } },
    ]);
  });

  it('takes an asynchronous source, even one that is slower than the jobs', async () => {
    const { client } = createTestClient(service().answer);
    const source = async function* () {
      for (const parameters of seconds(3)) {
        await setImmediate();
        yield parameters;
      }
    };

    expect(await collect(client.submitMany(source()))).toHaveLength(3);
    expect(await collect(client.submitMany([]))).toEqual([]);
  });

  it('yields jobs in progress before it throws what the source threw', async () => {
    const { client } = createTestClient(service().answer);
    const failure = new Error('in the source');
    const source = function* () {
      yield* seconds(2);
      throw failure;
    };
    const seen: number[] = [];

    const error: unknown = await (async () => {
      for await (const { index } of client.submitMany(source())) seen.push(index);
    })().catch((reason: unknown) => reason);

    expect(error).toBe(failure);
    expect(seen.sort()).toEqual([0, 1]);
  });

  it('stops all requests and closes the source when the consumer leaves', async () => {
    const hanging: SentRequest[] = [];
    const { answer } = service();
    const { client } = createTestClient((request) => {
      if (request.method === 'POST' || hanging.length === 0) {
        if (request.method === 'POST' && !request.body.includes(':1}')) {
          hanging.push(request);
          return new Promise<Response>(() => undefined);
        }
      }
      return answer(request);
    });
    let isClosed = false;
    const source = function* () {
      try {
        yield* seconds(100);
      } finally {
        isClosed = true;
      }
    };

    for await (const { index } of client.submitMany(source(), { concurrency: 3 })) {
      expect(index).toBe(0);
      break;
    }

    expect(isClosed).toBe(true);
    expect(hanging.map(({ signal }) => signal.aborted)).toEqual(hanging.map(() => true));
    expect(hanging.length).toBeGreaterThan(0);
  });

  it('rejects with the reason when it is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('left');
    const { client, sent } = createTestClient(({ method, headers }) => {
      if (method === 'POST') return json({ id: headers.get('idempotency-key') }, 202);
      controller.abort(reason);
      return json(pending);
    });

    const call = collect(client.submitMany(seconds(100), { concurrency: 4, signal: controller.signal }));

    expect(await call.catch((error: unknown) => error)).toBe(reason);
    expect(sent.length).toBeLessThanOrEqual(8);
  });

  it.each([0, Number.NaN, -1])('rejects a concurrency of %d', async (concurrency) => {
    const { client } = createTestClient(service().answer);

    await expect(collect(client.submitMany([], { concurrency }))).rejects.toThrow(
      `concurrency must be at least 1, not ${concurrency}.`,
    );
  });
});
