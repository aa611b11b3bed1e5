import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createJobsClient, JobsApiError, JobsConnectionError, type RetryOptions } from './index.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { jobId, running, testCredentials } from './testing/jobs-fixture.ts';
import { type LoopbackServer, startServer } from './testing/loopback-server.ts';
import { sleeping } from './testing/test-contract.ts';

const servers: LoopbackServer[] = [];

async function serve(answer: Parameters<typeof startServer>[0]) {
  const server = await startServer(answer);
  servers.push(server);
  return server;
}

/** Pauses take no time; a request that hangs is really given up after a while. */
const createTestClient = (server: LoopbackServer, retry: RetryOptions = {}) =>
  createJobsClient({
    baseUrl: `${server.url}/dev/`,
    region: 'eu-west-1',
    credentials: testCredentials,
    clock: fakeClock(),
    retry: { attemptTimeoutMs: 2_000, ...retry },
  });

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

const runningJob = JSON.stringify(running);
const job = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(runningJob);
const submitted = (response: ServerResponse) => response.writeHead(202).end(JSON.stringify({ id: jobId }));

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('a connection that is reset', () => {
  const resets: [string, (response: ServerResponse) => void][] = [
    ['before the response', (response) => response.socket?.resetAndDestroy()],
    ['in the status line', (response) => response.socket?.write('HTTP/1.1 20', () => response.socket?.destroy())],
    [
      'in the headers',
      (response) => response.socket?.write('HTTP/1.1 200 OK\r\nconte', () => response.socket?.destroy()),
    ],
    [
      'in the body',
      (response) => {
        response
          .writeHead(200, { 'content-length': runningJob.length })
          .write(runningJob.slice(0, 20), () => response.socket?.destroy());
      },
    ],
    [
      'in a chunk',
      (response) => {
        response.writeHead(200).write(runningJob.slice(0, 20), () => response.socket?.resetAndDestroy());
      },
    ],
  ];

  it.each(resets)('%s is not a response: the request is retried', async (_, reset) => {
    const server = await serve((response, _request, count) => {
      if (count === 1) reset(response);
      else job(response);
    });

    expect(await createTestClient(server).get(jobId)).toEqual(running);
    expect(server.requests).toEqual([`GET /dev/jobs/${jobId}`, `GET /dev/jobs/${jobId}`]);
  });

  it.each(resets)('%s every time is a retryable error', async (_, reset) => {
    const server = await serve(reset);

    const error = await errorOf(createTestClient(server).submit(sleeping(1)));

    expect(error).toBeInstanceOf(JobsConnectionError);
    expect(error).toMatchObject({ retryable: true });
    expect(server.requests).toHaveLength(4);
  });
});

describe('a server that is slow', () => {
  it.each([
    ['to respond', () => undefined],
    ['in the body', (response: ServerResponse) => response.writeHead(200).write(runningJob.slice(0, 20))],
    ['in the body of an error', (response: ServerResponse) => response.writeHead(500).write('{"mess')],
  ])('%s times out, and is retried', async (_, stall) => {
    const server = await serve((response, _request, count) => (count === 1 ? stall(response) : job(response)));

    expect(await createTestClient(server, { attemptTimeoutMs: 400 }).get(jobId)).toEqual(running);
    expect(server.requests).toHaveLength(2);
  });

  it('forever is an error', async () => {
    const server = await serve(() => undefined);

    const error = await errorOf(createTestClient(server, { attemptTimeoutMs: 30, maxAttempts: 2 }).get(jobId));

    expect(error).toBeInstanceOf(JobsConnectionError);
    expect(error).toMatchObject({ message: `GET ${server.url}/dev/jobs/${jobId}: no complete response after 30 ms` });
  });
});

describe('a response that does not match the contract', () => {
  const bodies: [string, string, string][] = [
    ['HTML', 'text/html', '<html><h1>Sign in to the network</h1></html>'],
    ['nothing', 'application/json', ''],
    ['broken JSON', 'application/json', '{"id": "1795'],
    ['null', 'application/json', 'null'],
    ['a list', 'application/json', '[]'],
    ['another document', 'application/json', '{"ok":true}'],
    ['an id that is not text', 'application/json', '{"id":{},"status":1}'],
  ];

  it.each(bodies)('%s with a success status is retried, then an error', async (_, type, body) => {
    const server = await serve((response) => response.writeHead(200, { 'content-type': type }).end(body));
    const client = createTestClient(server);

    for (const error of [await errorOf(client.get(jobId)), await errorOf(client.submit(sleeping(1)))]) {
      expect(error).toBeInstanceOf(JobsApiError);
      expect(error).toMatchObject({ status: 200, code: 'UnexpectedBody', retryable: true });
      expect((error as JobsApiError).message).toBe(`Unexpected response 200 ${type}: ${body}`);
    }
    expect(server.requests).toHaveLength(8);
  });

  it.each(bodies)('%s with an error status is still an error', async (_, type, body) => {
    const server = await serve((response) => response.writeHead(403, { 'content-type': type }).end(body));

    const error = await errorOf(createTestClient(server).get(jobId));

    expect(error).toBeInstanceOf(JobsApiError);
    expect(error).toMatchObject({ status: 403, code: 'Http403', retryable: false });
    expect((error as JobsApiError).message).toContain(`Unexpected response 403 ${type}: `);
  });

  it('JSON with another content type is accepted', async () => {
    const server = await serve((response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(runningJob));

    expect(await createTestClient(server).get(jobId)).toEqual(running);
  });

  it("A14 the gateway's own error has its message under a capital M", async () => {
    const headers = { 'x-amzn-errortype': 'AccessDeniedException', 'x-amzn-requestid': 'request-1' };
    const server = await serve((response) =>
      response.writeHead(403, headers).end('{"Message":"User: x is not authorized"}'),
    );

    expect(await errorOf(createTestClient(server).get(jobId))).toMatchObject({
      message: 'User: x is not authorized',
      code: 'AccessDeniedException',
      requestId: 'request-1',
    });
  });

  it.each(['', ':http://internal.amazon.com/coral/'])('has a code when its type is empty: %j', async (type) => {
    const server = await serve((response) =>
      response.writeHead(400, { 'x-amzn-errortype': type }).end('{"message":"no"}'),
    );

    expect(await errorOf(createTestClient(server).get(jobId))).toMatchObject({ code: 'Http400', message: 'no' });
  });

  it('A43 a plain text is shown', async () => {
    const server = await serve((response) =>
      response.writeHead(413).end('HTTP content length exceeded 10485760 bytes.'),
    );

    const error = await errorOf(createTestClient(server).submit(sleeping(1)));

    expect(error).toMatchObject({ status: 413, code: 'Http413' });
    expect((error as Error).message).toMatch(/: HTTP content length exceeded 10485760 bytes\.$/);
  });

  it('only the beginning of a 10 MB error page is read, and the connection is closed', async () => {
    const isClosed = Promise.withResolvers<boolean>();
    const server = await serve((response) => {
      response.writeHead(418, { 'content-type': 'text/html', 'content-length': 10 * 2 ** 20 });
      response.on('close', () => {
        isClosed.resolve(!response.writableFinished);
      });
      // The rest never comes.
      response.write('x'.repeat(2 ** 17));
    });

    const error = await errorOf(createTestClient(server, { maxAttempts: 1 }).get(jobId));

    expect(error).toMatchObject({ status: 418, code: 'Http418' });
    expect((error as JobsApiError).message.length).toBeLessThan(1_100);
    expect(await isClosed.promise).toBe(true);
  });

  it('an undefined status is not a response', async () => {
    const server = await serve((response) => response.writeHead(999).end('{}'));

    expect(await errorOf(createTestClient(server).get(jobId))).toBeInstanceOf(JobsConnectionError);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('%d is not followed, neither to another host nor on the same', async (status) => {
    const other = await serve(job);
    for (const location of [`${other.url}/dev/jobs/${jobId}`, '/elsewhere']) {
      const server = await serve((response) => response.writeHead(status, { location }).end());

      for (const error of [
        errorOf(createTestClient(server).get(jobId)),
        errorOf(createTestClient(server).submit(sleeping(1))),
      ]) {
        expect(await error).toMatchObject({
          name: 'JobsApiError',
          status,
          code: 'UnexpectedRedirect',
          message: `Redirected to ${location}: a signed request is not sent there.`,
          retryable: false,
        });
      }
      expect(server.requests).toHaveLength(2);
    }
    expect(other.requests).toEqual([]);
  });
});

describe('a healthy server', () => {
  it('is sent the path and the signed headers as they were signed', async () => {
    const seen: unknown[] = [];
    const server = await serve((response, request) => {
      seen.push([request.method, request.url, request.headers['content-type'], request.headers['idempotency-key']]);
      submitted(response);
    });

    expect((await createTestClient(server).submit(sleeping(1), { idempotencyKey: 'order-17' })).id).toBe(jobId);
    expect(seen).toEqual([['POST', '/dev/jobs', 'application/json', 'order-17']]);
  });

  it('may respond after the caller has left: nothing is left behind', async () => {
    const controller = new AbortController();
    const reason = new Error('left');
    const server = await serve(() => {
      controller.abort(reason);
    });

    expect(await errorOf(createTestClient(server).get(jobId, { signal: controller.signal }))).toBe(reason);
  });
});
