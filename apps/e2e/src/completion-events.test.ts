import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '@jobs/client-sdk';
import type { LocalStackOptions, StackEvent } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithSettings } from './testing/assembly-with-settings.ts';
import { assemblyWithSubscriber, inbox } from './testing/assembly-with-subscriber.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

interface BusEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: {
    readonly subject: string;
    readonly data: { readonly id: string; readonly status: string };
  };
}

let target: LocalTarget | undefined;
afterEach(() => target?.stop());

const newKey = () => `${Date.now()}-${randomUUID()}`;

/** Starts a stack with the subscriber and reads each job as soon as its event is on the bus. */
async function start(assembly: string, options: Partial<LocalStackOptions> = {}) {
  const steps: StackEvent[] = [];
  const problems: string[] = [];
  const reads: Promise<{ event: string; read: Job | undefined }>[] = [];
  const local = await startLocalTarget({
    assembly,
    reportProblem: (problem) => problems.push(problem),
    report: (step) => {
      steps.push(step);
      if (step.type !== 'pipe-delivered') return;
      const { data } = step.detail as BusEvent['detail'];
      reads.push(local.client.get(data.id).then((read) => ({ event: data.status, read })));
    },
    ...options,
  });
  target = local;
  const { stack, userCredentials: credentials, region } = local;
  const config = { region, endpoint: stack.endpoint, credentials };
  const sqs = new SQSClient(config);
  const messages = async (queue: string) => {
    const QueueUrl = `${stack.endpoint}/000000000000/${queue}`;
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return Messages.map(({ Body }) => JSON.parse(Body ?? '') as unknown);
  };
  const events: BusEvent[] = [];
  return {
    ...{ local, steps, problems, reads, messages, config },
    /** Waits until the subscriber's queue has received this many events. */
    received: async (count: number) => {
      await vi.waitFor(
        async () => {
          events.push(...((await messages(inbox)) as BusEvent[]));
          expect(events.length).toBeGreaterThanOrEqual(count);
        },
        { timeout: 20_000 },
      );
      return events;
    },
    describeTable: async () => {
      const dynamoDb = new DynamoDBClient(config);
      return (await dynamoDb.send(new DescribeTableCommand({ TableName: stack.outputs.JobsTable }))).Table;
    },
    /** The log lines of the subscribed function. */
    logged: () =>
      steps.flatMap((step) =>
        step.type === 'function-log' && step.line.includes('subscriber got') ? [step.line] : [],
      ),
  };
}

const summary = (events: readonly BusEvent[]) => events.map(({ detail: { data } }) => [data.id, data.status]);

/** A job can be read as ended before the write that ended it returns and the pipe gets its record; so wait for both. */
async function settled({ stack }: LocalTarget): Promise<void> {
  await stack.lambda.idle();
  await stack.pipes.idle();
}

describe.skipIf(isDeployed)('the events of jobs', () => {
  it('report each ended job in order, and only once its status can be read', async () => {
    const assembly = assemblyWithSubscriber({ processor: { reservedConcurrency: 1 } });
    const { local, received, reads, logged, problems, describeTable } = await start(assembly);
    const { client } = local;
    const succeeded = await client.submit(sleeping(1));
    await succeeded.wait();
    const failed = await client.submit(sleeping(301));
    await failed.wait().catch(() => undefined);
    const running = await client.submit(sleeping(60));
    await vi.waitFor(async () => {
      expect((await running.get())?.status).toBe('Running');
    });
    const queued = await client.submit(sleeping(1), { idempotencyKey: newKey() });
    const neverStarted = await queued.cancel();
    await running.cancel();

    const events = await received(4);
    expect(summary(events)).toEqual([
      [succeeded.id, 'Success'],
      [failed.id, 'Failure'],
      [queued.id, 'Cancelled'],
      [running.id, 'Cancelled'],
    ]);
    const job = await succeeded.get();
    expect(events[0]).toMatchObject({
      source: local.stack.stackName,
      'detail-type': 'job.finished',
      detail: {
        specversion: '1.0',
        id: expect.stringMatching(/^[\da-f]{32}$/) as string,
        source: local.stack.stackName,
        type: 'job.finished',
        subject: succeeded.id,
        time: job?.status === 'Success' ? job.finishedAt : '',
      },
    });
    expect(events[2]?.detail.data).toMatchObject({ status: neverStarted.status, startedAt: '' });
    for (const { event, read } of await Promise.all(reads)) expect(read?.status).toBe(event);
    await vi.waitFor(() => {
      expect(logged()).toHaveLength(4);
    });
    expect(problems).toEqual([]);
    expect(await describeTable()).toMatchObject({
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      LatestStreamArn: expect.stringContaining('/stream/') as string,
    });
  });

  it('are not sent without the setting', async () => {
    const { local, steps, describeTable } = await start(assemblyWithSettings({}));
    await local.client.submitAndWait(sleeping(1));
    await settled(local);
    expect(steps.map(({ type }) => type)).not.toContain('pipe-delivered');
    expect(local.stack.outputs).not.toHaveProperty('JobEventsBus');
    expect(await describeTable()).not.toHaveProperty('LatestStreamArn');
  });

  it("do not reveal the caller that an isolated job's key contains", async () => {
    const { local, received } = await start(assemblyWithSubscriber({ isolation: 'caller' }));
    const job = await local.client.submitAndWait(sleeping(1));
    const [event] = await received(1);
    expect(event?.detail).toMatchObject({ subject: job.id, data: { id: job.id, status: 'Success' } });
    const role = local.stack.iam.findRole(local.stack.outputs.JobsApiInvokeRole ?? '');
    expect(role?.id).toMatch(/^AROA/);
    for (const secret of [role?.id ?? '', role?.name ?? '', ':assumed-role/', 'submit']) {
      expect(JSON.stringify(event)).not.toContain(secret);
    }
  });

  it('are sent again when the bus rejects them', async () => {
    const { local, received, steps } = await start(assemblyWithSubscriber());
    local.stack.faults.add({ target: 'pipe', kind: 'refuse', times: 2 });
    const job = await local.client.submitAndWait(sleeping(1));
    expect(summary(await received(1))).toEqual([[job.id, 'Success']]);
    expect(steps.filter(({ type }) => type === 'pipe-failed')).toHaveLength(2);
  });

  it('go to the dead-letter queue by position when the role is not allowed to send them', async () => {
    const { local, messages, problems } = await start(
      assemblyWithSubscriber({}, (resources) => {
        for (const { Type, Properties } of Object.values(resources)) {
          if (Type === 'AWS::IAM::Policy' && JSON.stringify(Properties).includes('events:PutEvents')) {
            const { Statement } = Properties.PolicyDocument as { Statement: { Action: unknown }[] };
            for (const statement of Statement) {
              if (statement.Action === 'events:PutEvents') statement.Action = 'events:ListRules';
            }
          }
          if (Type !== 'AWS::Pipes::Pipe') continue;
          const { DynamoDBStreamParameters: parameters } = Properties.SourceParameters as {
            DynamoDBStreamParameters: Record<string, unknown>;
          };
          parameters.MaximumRetryAttempts = 0;
        }
      }),
    );
    await local.client.submitAndWait(sleeping(1));
    await settled(local);
    const letters = local.stack.outputs.JobEventsDeadLetterQueue?.split('/').at(-1) ?? '';
    expect(await messages(letters)).toEqual([
      expect.objectContaining({
        context: expect.objectContaining({ condition: 'RetryAttemptsExhausted' }) as object,
        DDBStreamBatchInfo: expect.objectContaining({ batchSize: 1 }) as object,
      }),
    ]);
    expect(problems).toEqual([]);
  });

  it("start and stop when the running stack's settings change", async () => {
    const [assembly, off, on] = [
      assemblyWithSettings({}),
      assemblyWithSettings({}),
      assemblyWithSettings({ completionEvents: true }),
    ];
    const { local, steps, describeTable } = await start(assembly);
    const reloadWith = async (settings: string) => {
      cpSync(settings, assembly, { recursive: true });
      await local.stack.reload();
      const { id } = await local.client.submitAndWait(sleeping(1));
      await settled(local);
      return id;
    };
    await local.client.submitAndWait(sleeping(1));
    const first = await reloadWith(on);
    expect((await describeTable())?.LatestStreamArn).toBeDefined();
    await reloadWith(off);
    expect((await describeTable())?.LatestStreamArn).toBeUndefined();
    const second = await reloadWith(on);
    const delivered = steps.flatMap((step) =>
      step.type === 'pipe-delivered' ? [step.detail as BusEvent['detail']] : [],
    );
    expect(delivered.map(({ subject }) => subject)).toEqual([first, second]);
  });
});
