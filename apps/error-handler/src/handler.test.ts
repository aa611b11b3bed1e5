import type { Context } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { captureLogLines, type JobsTable, lambdaContext, startJobsTable } from '@jobs/runtime/testing';

let table: JobsTable;
let handler: typeof import('./handler.ts').handler;

beforeAll(async () => {
  table = await startJobsTable();
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', table.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('JOBS_TABLE_NAME', table.tableName);
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'JobsApi');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'jobs-test');
  ({ handler } = await import('./handler.ts'));
});

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await table.stop();
});

/** A record as Lambda makes it (B18). */
const record = (requestPayload: unknown) => ({
  version: '1.0',
  timestamp: '2026-11-18T11:06:41.000Z',
  requestContext: {
    requestId: 'r1',
    functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:processor:$LATEST',
    condition: 'RetriesExhausted',
    approximateInvokeCount: 1,
  },
  requestPayload,
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  responsePayload: { errorType: 'InvalidSubmissionError', errorMessage: 'The submission is not valid.', trace: [] },
});

const isMetrics = (line: Record<string, unknown>) => '_aws' in line;
const context = lambdaContext('r9') as Context;

describe('the error handler', () => {
  it('stores the failure of a job, once', async () => {
    captureLogLines();
    const event = record({ id: 'job-1', acceptedAt: 1_795_000_000_000, parameters: { seconds: 'x' } });
    expect(await handler(event, context)).toEqual({ id: 'job-1', outcome: 'recorded' });
    expect(await handler(event, context)).toEqual({ id: 'job-1', outcome: 'already-finished' });
    expect(await table.itemOf('job-1')).toMatchObject({
      status: 'Failure',
      parameters: '{"seconds":"x"}',
      error: { type: 'InvalidSubmissionError', message: 'The submission is not valid.' },
      createdAt: '2026-11-18T11:06:40.000Z',
    });
  });

  it("counts a failure once in total and once by its error type, in CloudWatch's embedded metric format", async () => {
    const lines = captureLogLines();
    const event = record({ id: 'job-3' });
    await handler(event, context);
    await handler(event, context);
    expect(lines.filter(isMetrics)).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number) as number,
          CloudWatchMetrics: [
            {
              Namespace: 'JobsApi',
              Dimensions: [['service'], ['service', 'errorType']],
              Metrics: [{ Name: 'JobsFailed', Unit: 'Count' }],
            },
          ],
        },
        service: 'jobs-test',
        errorType: 'InvalidSubmissionError',
        jobId: 'job-3',
        JobsFailed: 1,
      },
    ]);
  });

  it('throws what it cannot record, so that it is archived', async () => {
    captureLogLines();
    await expect(handler(record({}), context)).rejects.toMatchObject({ name: 'InvalidFailureRecordError' });
    await expect(handler('text', context)).rejects.toMatchObject({ name: 'InvalidFailureRecordError' });
  });

  it('records a replayed failure, in the event that the archive kept', async () => {
    const lines = captureLogLines();
    const event = { id: 'e1', 'replay-name': 'again', detail: record(record({ id: 'job-4' })) };
    expect(await handler(event, context)).toEqual({ id: 'job-4', outcome: 'recorded' });
    for (const line of lines) expect(line).toMatchObject({ jobId: 'job-4' });
  });

  it.each([{}, { detail: null }, { detail: {} }])('rejects a replayed event without a record: %j', async (event) => {
    captureLogLines();
    await expect(handler({ ...event, 'replay-name': 'again' }, context)).rejects.toMatchObject({
      name: 'InvalidFailureRecordError',
    });
  });

  it("logs the job's id on each line, and never its parameters", async () => {
    const lines = captureLogLines();
    await handler(record({ id: 'job-2', parameters: 'swordfish' }), context);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatchObject({ jobId: 'job-2' });
    for (const line of lines.filter((each) => !isMetrics(each))) {
      expect(line).toMatchObject({ service: 'error-handler', function_request_id: 'r9' });
    }
    expect(JSON.stringify(lines)).not.toContain('swordfish');
  });
});
