import { afterEach, describe, expect, it, vi } from 'vitest';
import { sleeping } from '@jobs/local/testing/test-contract';
import { events, startReplay } from './testing/aws-api.ts';
import { findProcessor, modifiedAssembly, setEnvironment } from './testing/modified-assembly.ts';
import { isDeployed, type LocalTarget, stackName, startLocalTarget } from './testing/target.ts';

let target: LocalTarget | undefined;
afterEach(() => target?.stop());

/** Starts a stack and collects its functions' metrics by job, in the order written. */
async function startCounted(options: Parameters<typeof startLocalTarget>[0] = {}) {
  const lines: string[] = [];
  const requestIds: string[] = [];
  const local = (target = await startLocalTarget({
    ...options,
    report: (step) => {
      if (step.type === 'function-log' && step.line.startsWith('{"_aws":')) lines.push(step.line);
      if (step.type === 'invocation-queued') requestIds.push(step.requestId);
    },
  }));
  const metricsOf = (id: string) =>
    lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ jobId }) => jobId === id);
  return { local, requestIds, metricsOf };
}

/** An expected metric line; its time can be any. */
const metric = (names: readonly string[], values: object, dimensions = [['service']]) => ({
  _aws: {
    Timestamp: expect.any(Number) as number,
    CloudWatchMetrics: [
      {
        Namespace: 'JobsApi',
        Dimensions: dimensions,
        Metrics: names.map((Name) => ({ Name, Unit: Name === 'JobDuration' ? 'Milliseconds' : 'Count' })),
      },
    ],
  },
  service: stackName,
  jobId: expect.any(String) as string,
  ...values,
});
const started = metric(['JobsStarted'], { JobsStarted: 1 });
const succeeded = metric(['JobsSucceeded', 'JobDuration'], {
  JobsSucceeded: 1,
  JobDuration: expect.any(Number) as number,
});
const failed = (errorType: string) =>
  metric(['JobsFailed'], { JobsFailed: 1, errorType }, [['service'], ['service', 'errorType']]);

describe.skipIf(isDeployed)('the metrics of a job', () => {
  it('are written once when it succeeds, even if delivered again', async () => {
    const { local, requestIds, metricsOf } = await startCounted();
    const { id } = await local.client.submitAndWait(sleeping(1));
    local.stack.lambda.deliverAgain(requestIds.at(-1) ?? '');
    await local.stack.lambda.idle();
    expect(metricsOf(id)).toEqual([started, succeeded]);
    expect(metricsOf(id)[1]?.JobDuration).toBeGreaterThanOrEqual(1000);
  });

  it('are written once when it fails, even if delivered again', async () => {
    const { local, requestIds, metricsOf } = await startCounted();
    const { id } = await local.client.submit(sleeping(301));
    await expect(local.client.wait(id)).rejects.toMatchObject({ job: { error: { type: 'JobTooLongError' } } });
    for (const requestId of requestIds.splice(0)) local.stack.lambda.deliverAgain(requestId);
    await local.stack.lambda.idle();
    expect(metricsOf(id)).toEqual([started, failed('JobTooLongError')]);
  });

  it('are written once when it times out', async () => {
    const assembly = modifiedAssembly((resources) => {
      findProcessor(resources).Timeout = 1;
      setEnvironment(resources, { JOB_TIME_LIMIT_SECONDS: '1' });
    });
    const { local, metricsOf } = await startCounted({ assembly });
    const { id } = await local.client.submit(sleeping(1));
    await expect(local.client.wait(id)).rejects.toThrow();
    await local.stack.lambda.idle();
    expect(metricsOf(id)).toEqual([started, failed('Sandbox.Timedout')]);
  });

  it('have no error type with an unbounded number of values', async () => {
    const fault = { kind: 'throw', errorType: 'Customer 4711 is unknown', message: 'on purpose' } as const;
    const faults = { lambda: { before: (name: string) => (name.includes('Processor') ? fault : undefined) } };
    const { local, metricsOf } = await startCounted({ faults });
    const { id } = await local.client.submit(sleeping(1));
    await expect(local.client.wait(id)).rejects.toMatchObject({ job: { error: { type: fault.errorType } } });
    await local.stack.lambda.idle();
    expect(metricsOf(id)).toEqual([failed('Other')]);
  });

  it('are written once when a replay records the failure, even if replayed again', async () => {
    let isBroken = true;
    const broken = { kind: 'throw', errorType: 'Broken', message: 'on purpose' } as const;
    const faults = {
      lambda: { before: (name: string) => (isBroken && name.includes('ErrorHandler') ? broken : undefined) },
    };
    const { local, metricsOf } = await startCounted({ faults });
    const { outputs } = local.stack;
    const { id } = await local.client.submit(sleeping(301));
    const ArchiveName = outputs.FailedJobsArchive?.split('/').at(-1);
    await vi.waitFor(async () => {
      expect(await events(local, 'DescribeArchive', { ArchiveName })).toMatchObject({ EventCount: 1 });
    }, 15_000);
    expect(metricsOf(id)).toEqual([started]);

    isBroken = false;
    for (const ReplayName of ['first', 'second']) {
      await startReplay(local, ReplayName);
      await vi.waitFor(async () => {
        expect(await events(local, 'DescribeReplay', { ReplayName })).toMatchObject({ State: 'COMPLETED' });
      }, 15_000);
    }
    await local.stack.lambda.idle();
    expect(metricsOf(id)).toEqual([started, failed('JobTooLongError')]);
  });
});
