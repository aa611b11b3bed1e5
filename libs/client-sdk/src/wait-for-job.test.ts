import { describe, expect, it, vi } from 'vitest';
import { createJobsClient, type WaitOptions } from './index.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { type Answerer, fakeFetch, inTurn, json, refused } from './testing/fake-fetch.ts';
import { baseUrl, failed, jobId, pending, running, successful, testCredentials } from './testing/jobs-fixture.ts';
import { sleeping } from './testing/test-contract.ts';

const minuteMs = 60_000;

function createTestClient(answer: Answerer) {
  const clock = fakeClock();
  const { fetch, sent } = fakeFetch(answer);
  const client = createJobsClient({ baseUrl: baseUrl, credentials: testCredentials, fetch, clock });
  const startedAt = clock.now();
  return { client, sent, clock, elapsedMs: () => clock.now() - startedAt };
}

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );
const missing = () => refused(404, 'NotFoundException', 'There is no job with this id.');
const unavailable = () => refused(503, 'ServiceUnavailableException', 'Service Unavailable');

describe('wait', () => {
  it('polls no sooner than Retry-After says', async () => {
    const { client, clock } = createTestClient(
      inTurn(
        () => json(pending, 200, { 'retry-after': '20' }),
        () => json(successful),
      ),
    );

    await client.wait(jobId);

    expect(clock.sleeps).toEqual([0, 20_000]);
  });

  it('polls less and less often, and within its timeout', async () => {
    const { client, sent, elapsedMs } = createTestClient(() => json(running));

    const error = await errorOf(client.wait(jobId, { timeoutMs: 10 * minuteMs }));

    expect(error).toMatchObject({ name: 'JobTimeoutError', retryable: true, jobId: jobId, job: running });
    expect(elapsedMs()).toBe(10 * minuteMs);
    expect(sent.length).toBeGreaterThan(60);
    expect(sent.length).toBeLessThan(140);
  });

  it('waits for 15 minutes by default', async () => {
    const { client, elapsedMs } = createTestClient(() => json(running));

    await errorOf(client.wait(jobId));

    expect(elapsedMs()).toBe(15 * minuteMs);
  });

  it('reports each change of the status once, and ends with what the callback throws', async () => {
    const answers = inTurn(...[pending, pending, running, running, failed].map((job) => () => json(job)));
    const seen: string[] = [];
    const failure = new Error('in onStatus');

    await errorOf(createTestClient(answers).client.wait(jobId, { onStatus: ({ status }) => seen.push(status) }));
    const thrown = await errorOf(
      createTestClient(answers).client.wait(jobId, {
        onStatus: () => {
          throw failure;
        },
      }),
    );

    expect(seen).toEqual(['Pending', 'Running', 'Failure']);
    expect(thrown).toBe(failure);
  });

  it('rejects with the job, its error and its parameters when it failed', async () => {
    expect(await errorOf(createTestClient(() => json(failed)).client.wait(jobId))).toMatchObject({
      name: 'JobFailedError',
      code: 'JobFailed',
      retryable: false,
      message: `Job ${jobId} failed: JobTooLongError: A job may take 300 seconds at most.`,
      job: { parameters: sleeping(5), error: { type: 'JobTooLongError' } },
    });
  });

  it('rejects a generated id that is unknown, in the words of the service', async () => {
    const { client, sent } = createTestClient(missing);

    expect(await errorOf(client.wait(jobId))).toMatchObject({
      name: 'JobsApiError',
      code: 'JobNotFound',
      status: 404,
      message: 'There is no job with this id.',
      requestId: 'request-1',
    });
    expect(sent).toHaveLength(1);
  });

  it('rejects a job with a custom key whose record disappeared', async () => {
    const { client } = createTestClient(inTurn(() => json({ ...running, id: 'order-17' }), missing));

    expect(await errorOf(client.wait('order-17'))).toMatchObject({ code: 'JobNotFound' });
  });

  it('waits until the timeout for a job with a custom key to start', async () => {
    const { client, elapsedMs } = createTestClient(missing);

    expect(await errorOf(client.wait('order-17', { timeoutMs: minuteMs }))).toMatchObject({
      name: 'JobTimeoutError',
      job: undefined,
    });
    expect(elapsedMs()).toBe(minuteMs);
  });

  it('survives a short outage, but not a permanent one', async () => {
    const recovering = createTestClient((_, count) =>
      count > 1 && count <= 17 ? unavailable() : json(count > 17 ? successful : running),
    );
    const gone = createTestClient((_, count) => (count > 1 ? unavailable() : json(running)));

    expect(await recovering.client.wait(jobId)).toEqual(successful);
    expect(await errorOf(gone.client.wait(jobId, { timeoutMs: Infinity }))).toMatchObject({ status: 503 });
    expect(gone.sent).toHaveLength(1 + 5 * 4);
  });

  it('continues with a status that it does not know', async () => {
    const { client } = createTestClient(
      inTurn(
        () => json({ ...running, status: 'Paused' }),
        () => json(successful),
      ),
    );

    expect(await client.wait(jobId)).toEqual(successful);
  });

  it.each<[string, WaitOptions]>([
    ['with a poll that hangs', { timeoutMs: 50 }],
    ['with a poll that hangs, in the words of the signal', { signal: AbortSignal.timeout(50) }],
  ])('ends in time %s', async (_, options) => {
    const { fetch } = fakeFetch(() => new Promise(() => undefined));
    const client = createJobsClient({ baseUrl: baseUrl, credentials: testCredentials, fetch });

    expect(await errorOf(client.wait(jobId, options))).toMatchObject({
      name: options.signal ? 'TimeoutError' : 'JobTimeoutError',
    });
  });

  it('never sleeps with the real clock beyond the signal', async () => {
    const controller = new AbortController();
    const clear = vi.spyOn(globalThis, 'clearTimeout');
    const { fetch } = fakeFetch(() => {
      setImmediate(() => {
        controller.abort(new Error('left'));
      });
      return json(running, 200, { 'retry-after': '3600' });
    });
    const client = createJobsClient({ baseUrl: baseUrl, credentials: testCredentials, fetch });

    expect(await errorOf(client.wait(jobId, { signal: controller.signal, timeoutMs: Infinity }))).toEqual(
      new Error('left'),
    );
    expect(clear).toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

describe('the progress of a job', () => {
  it('is reported once for each report of the job', async () => {
    const at = (percent: number, updatedAt: string) => () => json({ ...running, progress: { percent, updatedAt } });
    const { client } = createTestClient(
      inTurn(
        () => json(running),
        at(10, 'first'),
        at(10, 'first'),
        at(10, 'second'),
        at(60, 'third'),
        () => json(successful),
      ),
    );
    const reported: unknown[] = [];
    await client.wait(jobId, {
      onProgress: ({ percent, updatedAt }, { status }) => reported.push([percent, updatedAt, status]),
    });
    expect(reported).toEqual([
      [10, 'first', 'Running'],
      [10, 'second', 'Running'],
      [60, 'third', 'Running'],
    ]);
  });
});

describe("an idempotency key that is another job's", () => {
  const submitted = (job: object, parameters = sleeping(5)) => {
    const { client } = createTestClient(
      inTurn(
        () => json({ id: jobId, status: 'Pending' }, 202),
        () => json(job),
      ),
    );
    return client.submitAndWait(parameters, { idempotencyKey: jobId });
  };

  it.each([running, successful, failed])('never resolves with the results of that job: $status', async (job) => {
    await expect(submitted(job, sleeping(6))).rejects.toMatchObject({
      name: 'JobKeyReusedError',
      code: 'JobKeyReused',
      idempotencyKey: jobId,
      job,
    });
  });

  it('is the same job with the same parameters, in any order', async () => {
    const parameters = { b: [1, { x: null }], a: 'text' };
    const stored = { a: 'text', b: [1, { x: null }] };
    expect(await submitted({ ...successful, parameters: stored }, parameters as never)).toMatchObject({ id: jobId });
    const others = [
      { a: 'text', b: [1, { x: 0 }] },
      { a: 'text' },
      { ...stored, c: 1 },
      [],
      null,
      { a: 'text', b: { 0: 1 } },
    ];
    for (const other of others) {
      await expect(submitted({ ...successful, parameters: other }, parameters as never)).rejects.toMatchObject({
        code: 'JobKeyReused',
      });
    }
  });
});

it('never resolves with the results of another job', async () => {
  const other = { ...successful, id: 'order-18' };
  const { client } = createTestClient(inTurn(...[other, other, successful].map((job) => () => json(job))));
  expect(await client.wait(jobId)).toEqual(successful);
  const { client: confused } = createTestClient(() => json(other));
  await expect(confused.wait(jobId)).rejects.toMatchObject({ name: 'JobsApiError', code: 'UnexpectedBody' });
});

it('ends for a status that this version does not know', async () => {
  const { client } = createTestClient(() => json({ ...successful, status: 'Archived' }));
  await expect(client.wait(jobId)).rejects.toMatchObject({ code: 'UnknownStatus', retryable: false });
});
