import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, it, mock } from 'node:test';
import { JobEventError } from '@jobs/client-sdk';
import { createReceiver, type JobWebhook } from './receive-webhook.ts';
import { handler } from './send-webhook.ts';

const secret = `whsec_${btoa('a secret of 24 characters')}`;
const jobId = '1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11';
const time = '2026-11-18T11:06:45.430Z';
const data = { id: jobId, status: 'Success', createdAt: time, startedAt: time, finishedAt: time };
const detail = {
  specversion: '1.0',
  id: 'event-1',
  source: 'jobs-dev',
  type: 'job.finished',
  subject: jobId,
  time,
  data,
};
const event = { version: '0', id: 'delivery-1', source: 'jobs-dev', 'detail-type': 'job.finished', detail };

const servers: Server[] = [];
let events: JobWebhook[] = [];

async function listen(server: Server): Promise<string> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jobs`;
}

const listenWith = (listener: RequestListener) => listen(createServer(listener));
const receiver = () => listen(createReceiver(secret, (received) => void events.push(received)));

/** Captures a signed request, so that tests can resend or modify it. */
async function captured(): Promise<{ headers: Record<string, string>; body: string }> {
  const requests: { headers: Record<string, string>; body: string }[] = [];
  process.env.WEBHOOK_URL = await listenWith((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += String(chunk)));
    request.on('end', () => {
      const own = Object.entries(request.headers).filter(([name]) => name.startsWith('webhook-'));
      requests.push({ headers: Object.fromEntries(own) as Record<string, string>, body });
      response.writeHead(204).end();
    });
  });
  await handler(event);
  return requests[0]!;
}

const post = async (url: string, request: { headers: Record<string, string>; body: string }) =>
  (await fetch(url, { method: 'POST', ...request })).status;

beforeEach(() => {
  events = [];
  process.env.WEBHOOK_SECRET = secret;
});

afterEach(() => {
  mock.timers.reset();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

it('a receiver with the same secret accepts the event', async () => {
  process.env.WEBHOOK_URL = await receiver();
  await handler(event);
  assert.deepEqual(events, [{ type: 'job.finished', timestamp: time, data }]);
});

it('an event counts once, even if it is delivered again', async () => {
  process.env.WEBHOOK_URL = await receiver();
  await handler(event);
  await handler(event);
  await handler({ ...event, detail: { ...detail, id: 'event-2' } });
  assert.equal(events.length, 2);
});

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

it('an event counts once when it is delivered again while being processed', async () => {
  const work = deferred();
  const arrivals = [deferred(), deferred()];
  let deliveries = 0;
  const receive = createReceiver(secret, async (received) => {
    events.push(received);
    await work.promise;
  });
  process.env.WEBHOOK_URL = await listenWith((request, response) => {
    request.on('end', () => arrivals[deliveries++]?.resolve());
    receive.emit('request', request, response);
  });
  const sent = [handler(event), handler(event)];
  await Promise.all(arrivals.map(({ promise }) => promise));
  work.resolve();
  await Promise.all(sent);
  assert.equal(events.length, 1);
});

it('a receiver with a different secret rejects it', async () => {
  process.env.WEBHOOK_URL = await receiver();
  process.env.WEBHOOK_SECRET = `whsec_${btoa('another secret, as long')}`;
  await assert.rejects(handler(event), { message: `The receiver returned 401 for event event-1 of job ${jobId}.` });
  assert.deepEqual(events, []);
});

it('a request with a changed body, id, time or signature is rejected', async () => {
  const request = await captured();
  const url = await receiver();
  const withHeader = (name: string, value: string) => ({ ...request, headers: { ...request.headers, [name]: value } });
  const timestamp = Number(request.headers['webhook-timestamp']);
  const changed = [
    { ...request, body: request.body.replace('Success', 'Failure') },
    withHeader('webhook-id', 'event-2'),
    withHeader('webhook-timestamp', String(timestamp + 1)),
    withHeader('webhook-signature', 'v1,AAAA'),
    { ...request, headers: {} },
  ];
  for (const forged of changed) assert.equal(await post(url, forged), 401);
  assert.deepEqual(events, []);
  assert.equal(await post(url, request), 204);
});

it('a replayed old request is rejected', async () => {
  const request = await captured();
  const url = await receiver();
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 6 * 60_000 });
  assert.equal(await post(url, request), 401);
  assert.deepEqual(events, []);
});

it('a receiver that was down gets the event again with a new signature', async () => {
  const statuses = [503, 500];
  const receive = createReceiver(secret, (received) => {
    events.push(received);
  });
  process.env.WEBHOOK_URL = await listenWith((request, response) => {
    const status = statuses.shift();
    if (status === undefined) receive.emit('request', request, response);
    else response.writeHead(status).end();
  });
  await assert.rejects(handler(event), /returned 503/);
  await assert.rejects(handler(event), /returned 500/);
  // Later than Lambda's third attempt.
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 60 * 60_000 });
  await handler(event);
  assert.equal(events.length, 1);
});

it('failed work in the receiver is retried', async () => {
  let failures = 1;
  process.env.WEBHOOK_URL = await listen(
    createReceiver(secret, (received) => {
      if (failures-- > 0) throw new Error('The database is down.');
      events.push(received);
    }),
  );
  await assert.rejects(handler(event), /returned 500/);
  await handler(event);
  assert.equal(events.length, 1);
});

it('a redirect is not followed', async () => {
  const elsewhere = await receiver();
  process.env.WEBHOOK_URL = await listenWith((_, response) => response.writeHead(307, { location: elsewhere }).end());
  await assert.rejects(handler(event), /returned 307/);
  assert.deepEqual(events, []);
});

it('anything other than a valid job event is an error', async () => {
  await assert.rejects(
    handler({ ...event, detail: { ...detail, data: { ...data, status: 'Running' } } }),
    JobEventError,
  );
});
