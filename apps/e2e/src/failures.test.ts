import { afterEach, describe, expect, it, vi } from 'vitest';
import { AdjustableClock } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { events, startReplay } from './testing/aws-api.ts';
import { findProcessor, modifiedAssembly, resourceOf, setEnvironment } from './testing/modified-assembly.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

const minute = 60_000;
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000 });
let target: LocalTarget | undefined;
const start = async (...options: Parameters<typeof startLocalTarget>) => (target = await startLocalTarget(...options));
afterEach(() => target?.stop());

const statusOf = async ({ client }: LocalTarget, id: string) => (await client.get(id))?.status;

describe.skipIf(isDeployed)('a job', () => {
  it('waits for free concurrency, and goes from Pending to Running to Success', async () => {
    const assembly = modifiedAssembly((resources) => {
      findProcessor(resources).ReservedConcurrentExecutions = 1;
    });
    const { client } = await start({ assembly });
    const first = await client.submit(sleeping(1));
    const second = await client.submit(sleeping(1));
    const seen: string[] = [];
    await second.wait({ onStatus: ({ status }) => seen.at(-1) === status || seen.push(status) });
    expect(seen).toEqual(['Pending', 'Running', 'Success']);
    expect(await client.get(first.id)).toMatchObject({ status: 'Success' });
  });

  it('fails when its body passes the gateway but not the function', async () => {
    const assembly = modifiedAssembly((resources) => {
      resourceOf(resources, 'AWS::ApiGateway::Model').Schema = { type: 'object' };
    });
    const local = await start({ assembly });
    const headers = { 'content-type': 'application/json' };
    const { status, text } = await local.call('/jobs', { method: 'POST', headers, body: `{"seconds":0,"x":"it's"}` });
    expect(status).toBe(202);
    const { id } = JSON.parse(text) as { id: string };
    await expect(local.client.wait(id)).rejects.toMatchObject({
      job: { status: 'Failure', parameters: { seconds: 0, x: "it's" }, error: { type: 'InvalidSubmissionError' } },
    });
  });

  it('fails when it exceeds the function timeout', async () => {
    const assembly = modifiedAssembly((resources) => {
      findProcessor(resources).Timeout = 1;
      setEnvironment(resources, { JOB_TIME_LIMIT_SECONDS: '1' });
    });
    const { client } = await start({ assembly });
    await expect(client.submitAndWait(sleeping(1))).rejects.toMatchObject({
      job: {
        parameters: { seconds: 1 },
        error: {
          type: 'Sandbox.Timedout',
          message: expect.stringContaining('Task timed out after 1.00 seconds') as string,
        },
      },
    });
  });

  it('is retried after one and two minutes if configured', async () => {
    const clock = new AdjustableClock();
    const assembly = modifiedAssembly((resources) => {
      resourceOf(resources, 'AWS::Lambda::EventInvokeConfig', (id) => id.includes('Processor')).MaximumRetryAttempts =
        2;
      setEnvironment(resources, { JOB_RETRY_ATTEMPTS: '2' });
    });
    const broken = { kind: 'throw', errorType: 'Broken', message: 'on purpose' } as const;
    const faults = {
      lambda: { before: (_name: string, { attempt }: { attempt: number }) => (attempt < 3 ? broken : undefined) },
    };
    const local = await start({ assembly, stackClock: clock, faults });
    const handle = await local.client.submit(sleeping(1));
    for (let attempt = 1; attempt < 3; attempt++) {
      await local.stack.lambda.idle();
      expect(await statusOf(local, handle.id)).toBe('Pending');
      await clock.advance(attempt * minute);
    }
    expect((await handle.wait()).status).toBe('Success');
  });

  it('fails with EventAgeExceeded after waiting six hours for concurrency', async () => {
    const clock = new AdjustableClock();
    const throttled = { kind: 'throttle' } as const;
    const faults = { lambda: { before: (name: string) => (name.includes('Processor') ? throttled : undefined) } };
    const handedOn: string[] = [];
    const local = await start({
      stackClock: clock,
      faults,
      report: ({ type }) => type === 'destination-reached' && handedOn.push(type),
    });
    const handle = await local.client.submit(sleeping(1));
    const startedAt = clock.now();
    expect(await statusOf(local, handle.id)).toBe('Pending');
    // In small steps, because the error handler times out after five seconds on this clock.
    while (handedOn.length === 0 && clock.now() - startedAt < 7 * 60 * minute) await clock.advance(1000);
    expect((clock.now() - startedAt) / minute).toBeCloseTo(6 * 60, -1);
    await eventually(async () => {
      expect(await statusOf(local, handle.id)).toBe('Failure');
    });
    expect(await local.client.get(handle.id)).toMatchObject({
      parameters: { seconds: 1 },
      error: { type: 'EventAgeExceeded' },
    });
  });

  it('is archived once when the error handler fails too, and recorded by a later replay', async () => {
    let isBroken = true;
    const broken = { kind: 'throw', errorType: 'Broken', message: 'on purpose' } as const;
    const faults = {
      lambda: { before: (name: string) => (isBroken && name.includes('ErrorHandler') ? broken : undefined) },
    };
    const local = await start({ faults });
    const { outputs } = local.stack;
    const handle = await local.client.submit(sleeping(301));
    const ArchiveName = outputs.FailedJobsArchive?.split('/').at(-1);
    await eventually(async () => {
      expect(await events(local, 'DescribeArchive', { ArchiveName })).toMatchObject({ EventCount: 1 });
    });
    expect(await statusOf(local, handle.id)).toBe('Running');

    await startReplay(local, 'too-early');
    await eventually(async () => {
      expect(await events(local, 'DescribeReplay', { ReplayName: 'too-early' })).toMatchObject({ State: 'COMPLETED' });
    });
    await local.stack.lambda.idle();
    expect(await events(local, 'DescribeArchive', { ArchiveName })).toMatchObject({ EventCount: 1 });
    expect(await statusOf(local, handle.id)).toBe('Running');

    isBroken = false;
    await startReplay(local, 'again');
    await expect(handle.wait()).rejects.toMatchObject({
      job: { parameters: { seconds: 301 }, error: { type: 'JobTooLongError' } },
    });
    await eventually(async () => {
      expect(await events(local, 'DescribeReplay', { ReplayName: 'again' })).toMatchObject({ State: 'COMPLETED' });
    });
    expect(await events(local, 'DescribeArchive', { ArchiveName })).toMatchObject({ EventCount: 1 });
  });
});

describe.skipIf(isDeployed)('an event that is delivered twice', () => {
  const requestIds: string[] = [];
  const startWatched = () =>
    start({
      report: (step) => {
        if (step.type === 'invocation-queued') requestIds.push(step.requestId);
      },
    });

  it('does not run the job again while it runs', async () => {
    const local = await startWatched();
    const handle = await local.client.submit(sleeping(1));
    await eventually(async () => {
      expect(await statusOf(local, handle.id)).toBe('Running');
    });
    const started = await local.client.get(handle.id);
    local.stack.lambda.deliverAgain(requestIds.at(-1) ?? '');
    const job = await handle.wait();
    await local.stack.lambda.idle();
    expect(job).toMatchObject({ status: 'Success', startedAt: started && 'startedAt' in started && started.startedAt });
    expect(await local.client.get(handle.id)).toEqual(job);
  });

  it('changes nothing once the job has finished', async () => {
    const local = await startWatched();
    const job = await local.client.submitAndWait(sleeping(1));
    local.stack.lambda.deliverAgain(requestIds.at(-1) ?? '');
    await local.stack.lambda.idle();
    expect(await local.client.get(job.id)).toEqual(job);
  });
});
