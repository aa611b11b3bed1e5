import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StackEvent } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { events } from './testing/aws-api.ts';
import { modifiedAssembly, type Resources } from './testing/modified-assembly.ts';
import { withoutAction, withoutPermissions } from './testing/narrow-policies.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

const seconds = 1;
const headers = { 'content-type': 'application/json' };
const post = { method: 'POST', headers, body: JSON.stringify({ seconds }) };
const internalServerError = '{"message": "Internal server error"}';

const lines = (steps: readonly StackEvent[]) =>
  steps.map((step) => (step.type === 'function-log' ? step.line : '')).join('\n');

let target: LocalTarget | undefined;
afterEach(() => target?.stop());

/** Starts the stack with modified resources and records its events. */
async function startWith(change: (resources: Resources) => void) {
  const steps: StackEvent[] = [];
  const problems: string[] = [];
  target = await startLocalTarget({
    assembly: modifiedAssembly(change),
    report: (step) => steps.push(step),
    reportProblem: (problem) => problems.push(problem),
  });
  const local = target;
  const reached = (type: StackEvent['type'], ofFunction: string) =>
    vi.waitFor(
      () => {
        const found = steps.find(
          (step) => step.type === type && 'functionName' in step && step.functionName.includes(ofFunction),
        );
        if (!found) throw new Error(`No event ${type} of ${ofFunction}.`);
        return found;
      },
      { timeout: 20_000 },
    );
  const archived = async () => {
    const ArchiveName = local.stack.outputs.FailedJobsArchive?.split('/').at(-1);
    return (await events(local, 'DescribeArchive', { ArchiveName })).EventCount;
  };
  const jobs = async () => {
    const { body } = await local.stack.dynamoDb.call(
      'Scan',
      JSON.stringify({ TableName: local.stack.outputs.JobsTable, Select: 'COUNT' }),
    );
    return (JSON.parse(body) as { Count: number }).Count;
  };
  return { ...local, steps, problems, reached, archived, jobs };
}

describe.skipIf(isDeployed)('a stack with a missing permission', () => {
  it('the processor may not write to the table: the job ends in Failure', async () => {
    const { client, steps } = await startWith((resources) => {
      withoutAction(resources, 'ProcessingProcessorRole', 'dynamodb:PutItem');
    });
    const error = await client.submitAndWait(sleeping(seconds)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'JobFailedError', job: { status: 'Failure', parameters: { seconds } } });
    expect(lines(steps)).toMatch(/assumed-role\/\S+ is not authorized to perform: dynamodb:/);
  });

  it('neither function may write to the table: the job is archived', async () => {
    const { client, reached, archived, jobs } = await startWith((resources) => {
      withoutAction(resources, 'ProcessingProcessorRole', 'dynamodb:PutItem');
      withoutAction(resources, 'ProcessingErrorHandlerRole', 'dynamodb:PutItem');
    });
    await client.submit(sleeping(seconds));
    await reached('destination-reached', 'ErrorHandler');
    expect([await archived(), await jobs()]).toEqual([1, 0]);
  });

  it('B34 B35 the processor may not invoke the error handler: the record is dropped', async () => {
    const { client, reached, steps, archived, jobs } = await startWith((resources) => {
      withoutAction(resources, 'ProcessingProcessorRole', 'dynamodb:PutItem');
      withoutAction(resources, 'ProcessingProcessorRole', 'lambda:InvokeFunction');
    });
    await client.submit(sleeping(seconds));
    expect(await reached('destination-failed', 'Processor')).toMatchObject({
      reason: expect.stringContaining('lambda:InvokeFunction') as string,
    });
    expect(steps.filter((step) => step.type === 'invocation-queued')).toHaveLength(1);
    expect([await archived(), await jobs()]).toEqual([0, 0]);
  });

  it('B34 B35 the error handler may not put events: the record is dropped', async () => {
    const { client, reached, archived, jobs } = await startWith((resources) => {
      withoutAction(resources, 'ProcessingProcessorRole', 'dynamodb:PutItem');
      withoutAction(resources, 'ProcessingErrorHandlerRole', 'dynamodb:PutItem');
      withoutAction(resources, 'ProcessingErrorHandlerRole', 'events:PutEvents');
    });
    await client.submit(sleeping(seconds));
    expect(await reached('destination-failed', 'ErrorHandler')).toMatchObject({
      reason: expect.stringContaining('events:PutEvents') as string,
    });
    expect([await archived(), await jobs()]).toEqual([0, 0]);
  });

  it('the API may not read the table: 500', async () => {
    const local = await startWith((resources) => {
      withoutAction(resources, 'ApiReadRole', 'dynamodb:GetItem');
    });
    expect(await local.call(`/jobs/${Date.now()}-00000000-0000-4000-8000-000000000000`)).toMatchObject({
      status: 500,
      text: expect.stringContaining('Internal server error') as string,
    });
  });

  it('A14 the invoke role may not post: 403, but reads still work', async () => {
    const local = await startWith((resources) => {
      withoutAction(resources, 'ApiInvokeRole', '/POST/jobs');
    });
    const { status, headers: answered, text } = await local.call('/jobs', post);
    expect([status, answered['x-amzn-errortype']]).toEqual([403, 'AccessDeniedException']);
    expect(text).toMatch(/assumed-role\/.*is not authorized to perform: execute-api:Invoke on resource: .*POST\/jobs/);
    expect(await local.client.get('unknown')).toBeUndefined();
    expect(await local.jobs()).toBe(0);
  });

  it('A54 the gateway may not invoke the processor: 500, and nothing is queued', async () => {
    const local = await startWith((resources) => {
      withoutPermissions(resources, 'apigateway.amazonaws.com');
    });
    expect(await local.call('/jobs', post)).toMatchObject({ status: 500, text: internalServerError });
    expect(local.steps).toEqual([]);
    expect(local.problems.join()).toContain('Invalid permissions on Lambda function');
  });

  it('C34 the replay rule may not invoke the error handler: nothing is replayed to it', async () => {
    const local = await startWith((resources) => {
      withoutAction(resources, 'ProcessingProcessorRole', 'dynamodb:PutItem');
      withoutAction(resources, 'ProcessingErrorHandlerRole', 'dynamodb:PutItem');
      withoutPermissions(resources, 'events.amazonaws.com');
    });
    await local.client.submit(sleeping(seconds));
    await local.reached('destination-reached', 'ErrorHandler');
    const { FailedJobsArchive: EventSourceArn, FailedJobsEventBus: Arn } = local.stack.outputs;
    const now = Date.now() / 1000;
    const window = { EventStartTime: now - 60, EventEndTime: now + 60 };
    await events(local, 'StartReplay', { ReplayName: 'again', EventSourceArn, ...window, Destination: { Arn } });
    await vi.waitFor(
      async () => {
        expect(await events(local, 'DescribeReplay', { ReplayName: 'again' })).toMatchObject({ State: 'COMPLETED' });
      },
      { timeout: 20_000 },
    );
    await local.stack.eventBridge.idle();
    const queued = local.steps.filter((step) => step.type === 'invocation-queued');
    expect(queued.map(({ functionName }) => /Processor|ErrorHandler/.exec(functionName)?.[0])).toEqual([
      'Processor',
      'ErrorHandler',
    ]);
    expect(local.steps.filter((step) => step.type === 'event-replayed')).toHaveLength(1);
  });
});
