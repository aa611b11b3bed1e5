import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StackEvent } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { plainRequest, signedRequest } from './testing/signed-request.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

let target: LocalTarget | undefined;
let steps: StackEvent[] = [];
afterEach(() => target?.stop());

/** Starts a stack with the given faults. */
async function start(
  ...plan: NonNullable<NonNullable<Parameters<typeof startLocalTarget>[0]>['faults']>['plan'] & object
) {
  steps = [];
  return (target = await startLocalTarget({ faults: { plan }, report: (step) => steps.push(step) }));
}

const typesOf = () => steps.map(({ type }) => type);
const failureOf = ({ client }: LocalTarget) =>
  client.submitAndWait(sleeping(1)).then(
    () => 'Success',
    (error: unknown) => (error as { job: { error: { type: string } } }).job.error.type,
  );

describe.skipIf(isDeployed)('a processor', () => {
  it.each([
    ['throw', 'FaultOnDemand'],
    ['timeout', 'Sandbox.Timedout'],
    ['exit', 'Runtime.ExitError'],
  ])('with the fault %s fails the given number of times', async (kind, errorType) => {
    const local = await start({ target: 'processor', kind, times: 1 });
    expect(await failureOf(local)).toBe(errorType);
    expect(await failureOf(local)).toBe('Success');
  });

  it('that is throttled makes its jobs wait', async () => {
    const local = await start({ target: 'processor', kind: 'throttle', times: 1 });
    expect(await failureOf(local)).toBe('Success');
    expect(typesOf()).toContain('invocation-throttled');
  });

  it('B17 that receives a job twice runs it once', async () => {
    const local = await start({ target: 'processor', kind: 'twice' });
    expect(await failureOf(local)).toBe('Success');
    await local.stack.lambda.idle();
    const started = steps.flatMap((step) => (step.type === 'invocation-started' ? step.functionName : []));
    expect(started.filter((name) => name.includes('Processor'))).toHaveLength(2);
    expect(steps.flatMap((step) => (step.type === 'item-stored' ? step.status : []))).toEqual(['Running', 'Success']);
  });
});

describe.skipIf(isDeployed)('a table', () => {
  it('that throttles now and then delays a job', async () => {
    const local = await start({ target: 'table', kind: 'throttle', times: 2 });
    const { id } = await local.client.submit(sleeping(1));
    await vi.waitFor(() => {
      expect(steps.findLast((step) => step.type === 'item-stored')).toMatchObject({ status: 'Success' });
    }, 10_000);
    expect(local.stack.faults.list()).toMatchObject([{ left: 0, happened: 2 }]);
    expect((await local.client.get(id))?.status).toBe('Success');
  });

  it('that is down fails jobs only while it is down', async () => {
    const local = await start({ target: 'table', kind: 'down' });
    await local.client.submit(sleeping(1));
    await vi.waitFor(() => {
      expect(typesOf()).toContain('event-archived');
    }, 20_000);
    local.stack.faults.clear();
    expect(await failureOf(local)).toBe('Success');
  });
});

describe.skipIf(isDeployed)('a bus', () => {
  it('that rejects the record loses it, and nothing is archived (B35)', async () => {
    await start(
      { target: 'processor', kind: 'exit' },
      { target: 'error-handler', kind: 'exit' },
      { target: 'bus', kind: 'refuse' },
    );
    await target!.client.submit(sleeping(1));
    await vi.waitFor(() => {
      expect(typesOf()).toContain('destination-failed');
    }, 10_000);
    expect(typesOf()).not.toContain('event-archived');
  });
});

describe.skipIf(isDeployed)('faults of a running stack', () => {
  const main = resolve(import.meta.dirname, '../../cli/src/main.ts');

  /** Runs `jobs-api faults` on the stack under test. */
  function faults(...args: string[]): Promise<string> {
    const state = mkdtempSync(join(tmpdir(), 'jobs-local-'));
    const { endpoint, region } = target!.stack;
    writeFileSync(
      join(state, 'stack.json'),
      JSON.stringify({
        ...{ endpoint, region, credentials: target!.userCredentials, outputs: target!.stack.outputs },
        faults: { url: `${endpoint}/_local/faults`, service: 'jobs-local' },
      }),
    );
    return new Promise((settle) => {
      const command = ['--conditions=@jobs/source', main, 'faults', ...args, '--state', state];
      execFile(process.execPath, command, (_error, stdout, stderr) => {
        settle(stdout + stderr);
      });
    });
  }

  it('are set, listed and cleared from the command line', async () => {
    const local = await start();
    expect(await faults('list')).toBe('No faults are set.\n');
    expect(await faults('list', '--json')).toBe('');
    expect(await faults('processor', 'throw', '--times', '1')).toBe('processor throw: 1 more time, happened 0 times\n');
    expect(await faults('table', 'throttle', '--probability', '0.2', '--seed', '1')).toBe(
      'table throttle: until cleared, in 20% of cases (seed 1), happened 0 times\n',
    );
    expect(await failureOf(local)).toBe('FaultOnDemand');
    expect(await faults('list')).toMatch(/^processor throw: 0 more times, happened 1 time\ntable throttle/);
    expect(await faults('clear')).toBe('No faults are set.\n');
    expect(await faults('processor', 'melt')).toBe(
      "Unknown fault 'melt' for processor. Faults: throw, timeout, exit, throttle, twice.\nSee: jobs-api --help\n",
    );
    expect(await faults('processor', 'throw', '--times', 'often')).toMatch(/--times must be a number/);
  });

  it('are denied to callers with only API access', async () => {
    const local = await start();
    const url = `${local.stack.endpoint}/_local/faults`;
    const { region } = local;
    const { status } = await signedRequest(url, { credentials: local.credentials, region, service: 'jobs-local' });
    expect(status).toBe(403);
    expect((await plainRequest(url)).status).toBe(403);
  });
});
