import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsClient, JobsApiError } from '@jobs/client-sdk';
import { sleeping } from '@jobs/local/testing/test-contract';
import { passingFaults, redirectTo } from './testing/faults.ts';
import { startFaultyProxy } from './testing/faulty-proxy.ts';
import { quickJobs } from './testing/quick-jobs.ts';
import { type StackProcess, startStackProcess } from './testing/stack-process.ts';
import { isDeployed } from './testing/target.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const heapBytes = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

const jobCount = 1000;
const concurrency = 40;
/** 5 % of all requests. */
const every = 20;

describe.skipIf(isDeployed)('1,000 jobs, with a fault in 5 % of the requests', () => {
  let stack: StackProcess;
  beforeAll(async () => {
    stack = await startStackProcess(quickJobs(10));
  }, 60_000);
  afterAll(() => stack.stop());

  it('give each result once, lose none, and leave nothing behind', { timeout: 240_000 }, async () => {
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
    const proxy = await startFaultyProxy(stack.endpoint, { ...passingFaults, redirect }, every);
    let asked = 0;
    const client = createJobsClient({
      baseUrl: `${proxy.url}/dev`,
      region: stack.region,
      credentials: () => {
        asked++;
        return stack.assumeInvokeRole();
      },
      retry: { attemptTimeoutMs: 2_000, maxAttempts: 8 },
    });

    const indexes = new Set<number>();
    const ids = new Set<string>();
    const errors: unknown[] = [];
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
      }
      if (indexes.size % 200 === 0) heaps.push(heapBytes());
    }

    expect(indexes.size).toBe(jobCount);
    expect([...proxy.injected.keys()].sort()).toEqual([...Object.keys(passingFaults), 'redirect'].sort());
    // A redirect is the one fault that is final: the request was signed for another host.
    expect(errors.length).toBe(proxy.injected.get('redirect'));
    for (const error of errors) {
      expect(error).toBeInstanceOf(JobsApiError);
      expect(error).toMatchObject({ code: 'UnexpectedRedirect' });
    }
    expect(ids.size).toBe(jobCount - errors.length);
    expect(strayRequests).toBe(0);
    expect(asked).toBe(1 + (proxy.injected.get('a token that is said to be expired') ?? 0));
    expect(unhandled).toEqual([]);
    const [first = 0, ...later] = heaps;
    expect(Math.max(...later) - first).toBeLessThan(4 * 2 ** 20);

    process.off('unhandledRejection', onUnhandled);
    await proxy.stop();
    elsewhere.close();
  });
});
