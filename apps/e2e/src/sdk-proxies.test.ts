import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsClient, type JobsClient } from '@jobs/client-sdk';
import { sleeping } from '@jobs/local/testing/test-contract';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

/** Headers that the proxy leaves unchanged; it rewrites all others and adds some. */
const kept = /^(?:authorization|host|content-type|content-length|transfer-encoding|idempotency-key|x-amz-.*)$/;
const added = {
  ...{ via: '1.1 proxy', 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https', te: 'trailers' },
  ...{ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'x-amzn-trace-id': 'Root=1-2-3' },
  'cache-control': 'max-age=0',
};

/** Proxies requests to the API and rewrites every header that is allowed to change. */
async function startRewritingProxy(target: string) {
  const rewritten = new Set<string>();
  const server = createServer((incoming, response) => {
    const headers: Record<string, string> = { ...added };
    for (const [name, value] of Object.entries(incoming.headers)) {
      if (!kept.test(name)) rewritten.add(name);
      headers[name] = kept.test(name) ? String(value) : 'rewritten';
    }
    // Applies to the connection between proxy and API.
    headers.connection = 'close';
    const outgoing = send(new URL(incoming.url ?? '/', target), { method: incoming.method, headers });
    incoming.pipe(outgoing);
    outgoing.on('response', (answer: IncomingMessage) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rewritten,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe.skipIf(isDeployed)('behind a proxy that rewrites every unsigned header', () => {
  let target: LocalTarget;
  let proxy: Awaited<ReturnType<typeof startRewritingProxy>>;
  let client: JobsClient;
  beforeAll(async () => {
    target = await startLocalTarget();
    proxy = await startRewritingProxy(target.stack.endpoint);
    const { region, credentials } = target;
    client = createJobsClient({ baseUrl: `${proxy.url}/dev`, region, credentials, retry: { maxAttempts: 1 } });
  });
  afterAll(async () => {
    proxy.stop();
    await target.stop();
  });

  it('a job runs', async () => {
    expect(await client.submitAndWait(sleeping(1))).toMatchObject({ status: 'Success' });
    expect([...proxy.rewritten]).toEqual(expect.arrayContaining(['accept', 'user-agent']));
  });

  it('random requests pass', async () => {
    const query = fc.record({
      status: fc.constantFrom('Running', 'Success'),
      // The gateway rejects an invalid cursor only after accepting the signature.
      cursor: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    });
    const headers = fc.dictionary(
      fc.constantFrom('accept', 'accept-language', 'cache-control', 'pragma', 'x-note', 'x-request-id'),
      fc.stringMatching(/^\w{1,12}$/),
      { noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(query, headers, fc.stringMatching(/^[\w-]{1,40}$/), async (parameters, more, key) => {
        const list = new Request(`${proxy.url}/dev/jobs?${new URLSearchParams(parameters).toString()}`, {
          headers: more,
        });
        expect([200, 400]).toContain((await client.fetch(list)).status);
        const read = new Request(`${proxy.url}/dev/jobs/${key}`, { headers: more });
        expect([200, 404]).toContain((await client.fetch(read)).status);
        const submission = new Request(`${proxy.url}/dev/jobs`, {
          method: 'POST',
          headers: { ...more, 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify({ seconds: 0, note: parameters.cursor }),
        });
        // It violates the contract, which is only checked after the signature.
        expect((await client.fetch(submission)).status).toBe(400);
      }),
      { numRuns: 100 },
    );
  });
});
