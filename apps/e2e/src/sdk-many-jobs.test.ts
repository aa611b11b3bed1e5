import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsClient, JobsApiError } from '@jobs/client-sdk';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithQuickJobs } from './testing/assembly-with-quick-jobs.ts';
import { redirectTo, transientFaults } from './testing/faults.ts';
import { startFaultyProxy } from './testing/faulty-proxy.ts';
import { type StackProcess, startStackProcess } from './testing/stack-process.ts';
import { isDeployed } from './testing/target.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const heapBytes = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

const jobCount = 2000;
const concurrency = 40;
/** A fault in every fourth request. */
const every = 4;

describe.skipIf(isDeployed)('2,000 jobs, with a fault in 25% of the requests', () => {
  let stack: StackProcess;
  beforeAll(async () => {
    stack = await startStackProcess(assemblyWithQuickJobs(10));
  }, 60_000);
  afterAll(() => stack.stop());

  it('return each result once, lose none, and leak no memory', { timeout: 240_000 }, async () => {
    let strayRequests = 0;
    const elsewhere = createServer((_request, response) => {
      strayRequests++;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const redirect = redirectTo(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', onUnhandled);
    const proxy = await startFaultyProxy(stack.endpoint, { ...transientFaults, redirect }, every);
    let asked = 0;
    const client = createJobsClient({
      baseUrl: `${proxy.url}/dev`,
      region: stack.region,
      credentials: () => {
        asked++;
        return stack.assumeInvokeRole();
      },
      retry: { attemptTimeoutMs: 1_000, maxAttempts: 20, totalTimeoutMs: 120_000, maxDelayMs: 1_000 },
    });

    const indexes = new Set<number>();
    const ids = new Set<string>();
    const errors: unknown[] = [];
    /** The job id or idempotency key of each error. */
    const named: string[] = [];
    const heaps: number[] = [];
    const parameters = Array.from({ length: jobCount }, (_, index) => sleeping((index % 9) + 1));
    for await (const result of client.submitMany(parameters, { concurrency })) {
      expect(indexes).not.toContain(result.index);
      indexes.add(result.index);
      if (result.job) {
        ids.add(result.job.id);
        expect(result.parameters).toEqual({ seconds: (result.index % 9) + 1 });
        expect(result.job.results).toEqual({
          message: expect.stringMatching(`^I slept for ${(result.index % 9) + 1} second`) as string,
        });
      } else {
        errors.push(result.error);
        const { id, error } = result;
        named.push(id ?? (error as JobsApiError).idempotencyKey ?? '');
      }
      if (indexes.size % 200 === 0) heaps.push(heapBytes());
    }

    expect(indexes.size).toBe(jobCount);
    expect([...proxy.injected.keys()].sort()).toEqual([...Object.keys(transientFaults), 'redirect'].sort());
    // A redirect is final, and so is a rejection after one retry with a corrected clock or a new token.
    const codes = errors.map((error) => (error instanceof JobsApiError && !error.retryable ? error.code : error));
    // A redirect that arrives after the attempt timed out is not seen.
    const redirected = codes.filter((code) => code === 'UnexpectedRedirect').length;
    expect(redirected).toBeGreaterThan(0);
    expect(redirected).toBeLessThanOrEqual(proxy.injected.get('redirect') ?? 0);
    const final: unknown[] = ['UnexpectedRedirect', 'ExpiredTokenException', 'Http403'];
    expect(codes.filter((code) => !final.includes(code))).toEqual([]);
    expect(ids.size).toBe(jobCount - errors.length);
    expect(strayRequests).toBe(0);
    expect(new Set([...ids, ...named]).size).toBe(jobCount);
    // A rejected token is replaced once for all requests that used it.
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThanOrEqual(1 + (proxy.injected.get('a token reported as expired') ?? 0));
    // A job starts only once, however often it was submitted, even if waiting for it failed.
    for (const id of ids) expect(stack.begun.get(id), id).toBe(1);
    for (const id of named) expect(stack.begun.get(id) ?? 0, id).toBeLessThanOrEqual(1);
    expect(unhandled).toEqual([]);
    const [first = 0, ...later] = heaps;
    expect(Math.max(...later) - first).toBeLessThan(4 * 2 ** 20);

    process.off('unhandledRejection', onUnhandled);
    await proxy.stop();
    elsewhere.close();
  });
});
