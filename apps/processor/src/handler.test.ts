import type { Context } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import type { JobContext } from '@jobs/domain';
import {
  captureLogLines,
  type FakeXRayDaemon,
  type JobsTable,
  lambdaContext,
  startFakeXRayDaemon,
  startJobsTable,
} from '@jobs/runtime/testing';
import { createHandler } from './create-handler.ts';
import { createDependencies } from './dependencies.ts';

let table: JobsTable;
let daemon: FakeXRayDaemon;
let handler: ReturnType<typeof createHandler>;

beforeAll(async () => {
  [table, daemon] = await Promise.all([startJobsTable(), startFakeXRayDaemon()]);
  vi.stubEnv('AWS_ENDPOINT_URL', table.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', daemon.address);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('JOBS_TABLE_NAME', table.tableName);
  vi.stubEnv('JOB_TIME_LIMIT_SECONDS', '3');
  vi.stubEnv('JOB_RETRY_ATTEMPTS', '0');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'JobsApi');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'jobs-test');
  // A job that sleeps moves the clock, and nothing waits.
  let now = Date.now();
  const sleep = (ms: number) => {
    now += ms;
    return Promise.resolve();
  };
  handler = createHandler({ ...createDependencies(process.env), now: () => now, sleep });
});

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([table.stop(), daemon.stop()]);
});

let jobs = 0;
function submission(parameters: unknown) {
  jobs += 1;
  return { id: `job-${jobs}`, acceptedAt: 1_795_000_000_000, parameters };
}

const isMetrics = (line: Record<string, unknown>) => '_aws' in line;
const context = (requestId = 'r1') => lambdaContext(requestId) as Context;

describe('the processor', () => {
  it('runs a job, and stores its results', async () => {
    captureLogLines();
    const event = submission({ seconds: 1 });
    expect(await handler(event, context())).toEqual({ id: event.id, outcome: 'done' });
    expect(await table.itemOf(event.id)).toMatchObject({
      status: 'Success',
      owner: 'r1',
      parameters: '{"seconds":1}',
      results: '{"message":"I slept for 1 second"}',
      createdAt: '2026-11-18T11:06:40.000Z',
    });
    expect(await handler(event, context())).toEqual({ id: event.id, outcome: 'already-finished' });
  });

  it('F14 throws errors named after their type', async () => {
    captureLogLines();
    const event = submission({ seconds: 4 });
    await expect(handler(event, context())).rejects.toMatchObject({
      name: 'JobTooLongError',
      message: 'A job may take at most 3 seconds; this one asked for 4.',
    });
    expect(await table.itemOf(event.id)).toMatchObject({ status: 'Running' });
  });

  it('R1 throws no error that is too large for a failure record', async () => {
    captureLogLines();
    const runJob = () => Promise.reject(new Error('x'.repeat(530_000)));
    const failing = createHandler({ ...createDependencies(process.env), runJob });
    const error: unknown = await failing(submission({ seconds: 1 }), context()).catch((thrown: unknown) => thrown);
    const { message, stack = '' } = error as Error;
    expect(message.length + stack.length).toBeLessThanOrEqual(4096);
  });

  it('rejects an event that is not a submission before it claims anything', async () => {
    captureLogLines();
    const event = submission({ seconds: 0 });
    await expect(handler(event, context())).rejects.toMatchObject({ name: 'InvalidSubmissionError' });
    expect(await table.itemOf(event.id)).toBeUndefined();
  });

  it("logs the job's id on each line, and never its parameters", async () => {
    const lines = captureLogLines();
    const event = submission({ seconds: 4, secret: 'swordfish' });
    await expect(handler(event, context('r7'))).rejects.toThrow();
    await expect(handler({ ...event, parameters: { seconds: 4 } }, context('r7'))).rejects.toThrow();
    expect(lines.length).toBeGreaterThanOrEqual(3);
    for (const line of lines) expect(line).toMatchObject({ jobId: event.id });
    for (const line of lines.filter((each) => !isMetrics(each))) {
      expect(line).toMatchObject({ service: 'processor', function_request_id: 'r7' });
    }
    expect(JSON.stringify(lines)).not.toContain('swordfish');
    expect(JSON.stringify(lines)).not.toContain('"parameters"');
  });

  it("counts a job that starts and one that succeeds, in CloudWatch's embedded metric format", async () => {
    const lines = captureLogLines();
    const event = submission({ seconds: 1 });
    await handler(event, context());
    await handler(event, context('r2'));
    const [started, succeeded, ...more] = lines.filter(isMetrics);
    expect(more).toEqual([]);
    const jobs = { Namespace: 'JobsApi', Dimensions: [['service']] };
    expect(started).toEqual({
      _aws: {
        Timestamp: expect.any(Number) as number,
        CloudWatchMetrics: [{ ...jobs, Metrics: [{ Name: 'JobsStarted', Unit: 'Count' }] }],
      },
      service: 'jobs-test',
      jobId: event.id,
      JobsStarted: 1,
    });
    const Metrics = [
      { Name: 'JobsSucceeded', Unit: 'Count' },
      { Name: 'JobDuration', Unit: 'Milliseconds' },
    ];
    expect(succeeded).toMatchObject({
      _aws: { CloudWatchMetrics: [{ ...jobs, Metrics }] },
      service: 'jobs-test',
      jobId: event.id,
      JobsSucceeded: 1,
    });
    expect(succeeded?.JobDuration).toBe(1000);
  });

  it('logs no id of an earlier invocation', async () => {
    const lines = captureLogLines();
    await expect(handler({}, context())).rejects.toThrow();
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toHaveProperty('jobId');
  });
});

describe('the trace of the processor', () => {
  it('F4 has the DynamoDB calls of each sampled invocation', async () => {
    captureLogLines();
    const traceId = '1-5759e988-bd862e3fe1be46a994272793';
    for (const [parentId, sampled] of [
      ['53995c3f42cd8ad8', 0],
      ['defdfd9912dc5a56', 1],
    ]) {
      vi.stubEnv('_X_AMZN_TRACE_ID', `Root=${traceId};Parent=${parentId};Sampled=${sampled}`);
      await handler(submission({ seconds: 1 }), context());
    }
    const call = {
      trace_id: traceId,
      parent_id: 'defdfd9912dc5a56',
      aws: { operation: 'PutItem', table_name: 'jobs' },
    };
    expect(await daemon.next()).toMatchObject(call);
    expect(await daemon.next()).toMatchObject(call);
  });
});

describe('a job', () => {
  it('logs with its id, and reads its settings', async () => {
    const lines = captureLogLines();
    const settingsSchema = z.object({ greeting: z._default(z.string(), 'Hello'), bucket: z.string() });
    const environment = { ...process.env, LOG_LEVEL: 'DEBUG', JOB_SETTINGS: '{"bucket":"reports"}' };
    const dependencies = createDependencies(environment, settingsSchema as never);
    const { runJob } = dependencies;
    const seen: JobContext[] = [];
    const own = createHandler({
      ...dependencies,
      runJob: async (parameters, context) => {
        seen.push(context);
        context.log.warn('The bucket is nearly full', { settings: context.settings });
        return await runJob(parameters, { ...context, sleep: () => Promise.resolve() });
      },
    });
    const event = submission({ seconds: 1 });
    await own(event, context());
    expect(seen).toMatchObject([{ jobId: event.id, timeLimitSeconds: 3 }]);
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'WARN',
        jobId: event.id,
        message: 'The bucket is nearly full',
        settings: { greeting: 'Hello', bucket: 'reports' },
      }),
    );
  });
});

describe('its environment', () => {
  it.each([
    ['JOB_TIME_LIMIT_SECONDS', '0'],
    ['JOB_TIME_LIMIT_SECONDS', '901'],
    ['JOB_RETRY_ATTEMPTS', '3'],
    ['JOB_RETRY_ATTEMPTS', 'none'],
    ['JOBS_TABLE_NAME', ''],
    ['JOB_SETTINGS', 'none'],
    ['JOB_SETTINGS', '[]'],
  ])('is checked: %s=%s', (name, value) => {
    expect(() => createDependencies({ ...process.env, [name]: value })).toThrow(`not valid: ${name} must`);
  });
});
