import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { EventBridgeClient, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithSubscriber, inbox, jobEventsArchive } from './testing/assembly-with-subscriber.ts';
import { startPersistentRun } from './testing/persistent-run.ts';
import { isDeployed, nodeOptions } from './testing/target.ts';

const jobsApi = resolve(import.meta.dirname, '../../cli/src/main.ts');

interface StackFile {
  readonly endpoint: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Replays all job events that any run has put on the bus, and returns those the subscriber's queue receives. */
async function allEvents(state: string, replay: string): Promise<{ jobId: string; status: string }[]> {
  const { endpoint, region, credentials, outputs } = JSON.parse(
    readFileSync(join(state, 'stack.json'), 'utf8'),
  ) as StackFile;
  const events = new EventBridgeClient({ endpoint, region, credentials });
  const sqs = new SQSClient({ endpoint, region, credentials });
  const Arn = outputs.JobEventsBus ?? '';
  await events.send(
    new StartReplayCommand({
      ReplayName: replay,
      EventSourceArn: Arn.replace(/:event-bus\/.*/, `:archive/${jobEventsArchive}`),
      EventStartTime: new Date(0),
      EventEndTime: new Date(Date.now() + 60_000),
      Destination: { Arn },
    }),
  );
  const found: { jobId: string; status: string }[] = [];
  const QueueUrl = `${endpoint}/000000000000/${inbox}`;
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return found;
    for (const { Body = '', ReceiptHandle } of Messages) {
      const { detail } = JSON.parse(Body) as { detail: { subject: string; data: { status: string } } };
      found.push({ jobId: detail.subject, status: detail.data.status });
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

type Run = Awaited<ReturnType<typeof startPersistentRun>>;

/** Waits until all jobs have ended and returns their statuses. */
const endsOf = ({ client }: Run, jobIds: readonly string[]) =>
  Promise.all(
    jobIds.map(async (jobId) => {
      await client.wait(jobId).catch(() => undefined);
      return { jobId, status: (await client.get(jobId))?.status };
    }),
  );

/** Waits until there is an event for each ended job. */
async function expectEvents(state: string, ends: object[]): Promise<void> {
  let replays = 0;
  await vi.waitFor(
    async () => {
      const sent = await allEvents(state, `replay-${(replays += 1)}`);
      expect(sent).toEqual(expect.arrayContaining(ends));
    },
    { timeout: 30_000, interval: 1000 },
  );
}

describe.skipIf(isDeployed)('the events of a stack with --data', () => {
  let assembly: string;
  let data: string;
  let state: string;
  beforeEach(() => {
    assembly = assemblyWithSubscriber({ processor: { reservedConcurrency: 3 } });
    data = mkdtempSync(join(tmpdir(), 'jobs-local-'));
    state = mkdtempSync(join(tmpdir(), 'jobs-local-'));
  });

  it('are sent by the next run when a run is killed before sending them', { timeout: 60_000 }, async () => {
    const run = await startPersistentRun(data, state, { assembly });
    await run.line('first-job-done');
    await promisify(execFile)(process.execPath, [
      ...nodeOptions,
      jobsApi,
      'faults',
      'pipe',
      'refuse',
      '--state',
      state,
    ]);
    const jobs = [await run.client.submit(sleeping(1)), await run.client.submit(sleeping(301))];
    const ids = jobs.map(({ id }) => id);
    const ends = await endsOf(run, ids);
    await run.line('pipe-failed');
    expect((await allEvents(state, 'before')).filter(({ jobId }) => ids.includes(jobId))).toEqual([]);
    await run.kill();

    await startPersistentRun(data, state, { assembly });
    await expectEvents(state, ends);
  });

  it('are all sent even if the run is killed at any point', { timeout: 120_000 }, async () => {
    const accepted: string[] = [];
    for (const moment of ['invocation-started', 'item-stored', 'pipe-delivered', 'event-archived']) {
      const run = await startPersistentRun(data, state, { assembly });
      await run.line('first-job-done');
      const before = run.lineCount();
      const submitting = Array.from({ length: 6 }, (_, n) =>
        run.client.submit(sleeping(n % 3 === 2 ? 301 : 1)).then(
          ({ id }) => accepted.push(id),
          () => 'the connection ended before the answer',
        ),
      );
      await run.line(moment, before);
      await run.kill();
      await Promise.all(submitting);
    }
    const ends = await endsOf(await startPersistentRun(data, state, { assembly }), accepted);
    expect(ends.length).toBeGreaterThan(8);
    await expectEvents(state, ends);
  });
});
