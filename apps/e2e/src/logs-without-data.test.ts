import { globSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StackEvent } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithCanaries, canaries, endings } from './testing/assembly-with-canaries.ts';
import { inbox } from './testing/assembly-with-subscriber.ts';
import { events, queues, startReplay, tables } from './testing/aws-api.ts';
import type { Resources } from './testing/modified-assembly.ts';
import { withoutAction } from './testing/narrow-policies.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';
import { startXRayDaemon, type XRayDaemon } from './testing/xray-daemon.ts';

let target: LocalTarget | undefined;
let daemon: XRayDaemon | undefined;
afterEach(async () => {
  await target?.stop();
  await daemon?.stop();
});

const words = [String(canaries.parameter).slice(0, -1), canaries.result];
const hasCanary = (text: string) => words.some((word) => text.includes(word));

/** A stack event as it is printed, without function input. */
function shown(step: StackEvent): string {
  if (step.type === 'invocation-queued') return JSON.stringify({ ...step, payload: '' });
  const isArchive =
    step.type === 'event-archived' || step.type === 'event-replayed' || step.type === 'event-dead-lettered';
  return JSON.stringify(isArchive ? { ...step, detail: {} } : step);
}

/** Starts a stack and records all its output. */
async function startWatched(settings: object, change?: (resources: Resources) => void) {
  const xray = (daemon = await startXRayDaemon());
  const { segments } = xray;
  const output = { steps: [] as string[], access: [] as string[], problems: [] as string[], segments };
  const types: StackEvent['type'][] = [];
  const dataFolder = mkdtempSync(join(tmpdir(), 'canaries-data-'));
  const local = (target = await startLocalTarget({
    assembly: assemblyWithCanaries({ processor: { timeoutSeconds: 2 }, ...settings }, xray.address, change),
    dataFolder,
    report: (step) => {
      types.push(step.type);
      output.steps.push(shown(step));
    },
    reportAccess: (line) => output.access.push(line),
    reportProblem: (problem) => output.problems.push(problem),
  }));
  const submit = async (ending: keyof typeof endings) =>
    (await local.client.submit(sleeping(canaries.parameter + endings[ending]))).id;
  const submitRaw = (body: string) =>
    local.call('/jobs', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const found = () => Object.values(output).flat().filter(hasCanary);
  const filesWithCanaries = () =>
    globSync('**/*', { cwd: dataFolder })
      .filter((file) => statSync(join(dataFolder, file)).isFile())
      .filter((file) => hasCanary(readFileSync(join(dataFolder, file), 'utf8')));
  return { local, output, types, submit, submitRaw, found, filesWithCanaries };
}

const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 25_000 });

describe.skipIf(isDeployed)('parameters and results of jobs', () => {
  it('appear only in the item and in responses to callers, however a job ends', async () => {
    const { local, output, submit, submitRaw, found, filesWithCanaries } = await startWatched({ logJobErrors: false });
    const ids = new Map<string, string>();
    for (const ending of Object.keys(endings) as (keyof typeof endings)[]) ids.set(ending, await submit(ending));
    const refused = await submitRaw(`{"seconds":${words.join('')}`);
    expect(refused.status).toBe(400);
    const invalid = await submitRaw(
      JSON.stringify({ seconds: words.join(), [canaries.result]: { [canaries.result]: 1 } }),
    );
    expect(invalid.status).toBe(202);
    ids.set('invalid', (JSON.parse(invalid.text) as { id: string }).id);

    const jobs = new Map<string, object>();
    await eventually(async () => {
      for (const [ending, id] of ids) jobs.set(ending, { ...(await local.client.get(id)) });
      for (const job of jobs.values()) expect(job).toHaveProperty('finishedAt');
    });
    // The item has all data for callers who can read the job.
    const parameter = (ending: keyof typeof endings) => String(canaries.parameter + endings[ending]);
    expect(jobs.get('success')).toMatchObject({ results: { message: `${canaries.result} ${parameter('success')}` } });
    expect(jobs.get('error')).toMatchObject({
      parameters: sleeping(canaries.parameter + endings.error),
      error: { type: 'TypeError', message: `${canaries.result} ${parameter('error')}` },
    });
    // The service's own errors quote no data.
    expect(jobs.get('wrongResults')).toMatchObject({ error: { type: 'InvalidResultsError' } });
    expect(jobs.get('noJson')).toMatchObject({ error: { type: 'InvalidResultsError' } });
    expect(jobs.get('exit')).toMatchObject({ error: { type: 'Runtime.ExitError' } });
    expect(jobs.get('never')).toMatchObject({ error: { type: 'Sandbox.Timedout' } });
    expect(jobs.get('invalid')).toMatchObject({ error: { type: 'InvalidSubmissionError' } });
    for (const ending of ['wrongResults', 'noJson', 'exit', 'never', 'invalid']) {
      const { error } = jobs.get(ending) as { error: object };
      expect(hasCanary(JSON.stringify(error)), ending).toBe(false);
    }

    const delivered: unknown[] = [];
    await eventually(async () => {
      const QueueUrl = `${local.stack.endpoint}/000000000000/${inbox}`;
      const { Messages = [] } = await queues(local, 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
      delivered.push(...(Messages as unknown[]));
      expect(delivered.length).toBeGreaterThanOrEqual(ids.size);
    });
    expect(hasCanary(JSON.stringify(delivered))).toBe(false);
    await eventually(() => {
      expect(output.segments.length).toBeGreaterThan(0);
    });
    expect(output.access.length).toBeGreaterThan(ids.size);
    expect(output.steps.filter((step) => step.includes('JobsFailed')).length).toBeGreaterThan(0);
    expect(found()).toEqual([]);
    await local.stop();
    target = undefined;
    for (const file of filesWithCanaries()) expect(file).toMatch(/table|queue/);
  });

  it("are also in the archive when the failure could not be recorded, but not in a replay's output", async () => {
    const { local, types, submit, found } = await startWatched({ logJobErrors: false }, (resources) => {
      withoutAction(resources, 'ProcessingErrorHandlerRole', 'dynamodb:PutItem');
    });
    await submit('error');
    await eventually(() => {
      expect(types).toContain('event-archived');
    });
    await startReplay(local, 'again');
    await eventually(async () => {
      expect(await events(local, 'DescribeReplay', { ReplayName: 'again' })).toMatchObject({ State: 'COMPLETED' });
    });
    await local.stack.lambda.idle();
    expect(types).toContain('event-replayed');
    expect(found()).toEqual([]);
  });

  it('are removed from the item of a job cancelled before its next attempt', async () => {
    const { local, submit } = await startWatched({ logJobErrors: false, processor: { retryAttempts: 1 } });
    const id = await submit('error');
    const key = { TableName: local.stack.outputs.JobsTable, Key: { id: { S: id } } };
    const item = async () => JSON.stringify(await tables(local, 'GetItem', key));
    await eventually(async () => {
      expect(await item()).toContain(canaries.result);
    });

    expect(await local.client.cancel(id)).toMatchObject({ status: 'Cancelled' });

    expect(await item()).toContain('Cancelled');
    expect(await item()).not.toContain(canaries.result);
  });

  it("appear in logs only where a job's own error quotes them, on lines marked as such", async () => {
    const { local, output, submit } = await startWatched({});
    const id = await submit('error');
    await eventually(async () => {
      expect(await local.client.get(id)).toMatchObject({ status: 'Failure' });
    });
    const quoting = output.steps.filter(hasCanary).map((step) => JSON.parse(step) as { type: string; line?: string });
    const own = quoting.filter(({ line = '' }) => line.includes('The attempt failed'));
    expect(own.map(({ line = '' }) => JSON.parse(line) as unknown)).toMatchObject([{ jobId: id, thrownBy: 'job' }]);
    // In addition, Lambda logs the function's error, and the local run prints it.
    const others = quoting.filter((step) => !own.includes(step)).map(({ type }) => type);
    expect(new Set(others)).toEqual(new Set(['function-log', 'invocation-failed']));
    expect([...output.access, ...output.segments, ...output.problems].filter(hasCanary)).toEqual([]);
  });
});
