import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithSettings } from './testing/assembly-with-settings.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

const script = resolve(import.meta.dirname, '../../operations/src/erase/erase.ts');

/** Runs the operation against a target, as its local user. */
const erase = ({ stack, region, userCredentials }: LocalTarget, ...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [script, ...args], {
    env: {
      JOBS_STAGE: 'dev',
      AWS_ENDPOINT_URL: stack.endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: userCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: userCredentials.secretAccessKey,
    },
  });

/** The only job in the table. */
async function storedJob({ stack, region, userCredentials }: LocalTarget) {
  const dynamoDb = new DynamoDBClient({ endpoint: stack.endpoint, region, credentials: userCredentials });
  const { Items = [] } = await dynamoDb.send(new ScanCommand({ TableName: stack.outputs.JobsTable }));
  expect(Items).toHaveLength(1);
  return Items[0]!;
}

const listed = async ({ client }: LocalTarget) => {
  const ids = [];
  for await (const { id } of client.list()) ids.push(id);
  return ids;
};

describe.skipIf(isDeployed)('nx erase infra', () => {
  let target: LocalTarget;
  beforeEach(async () => {
    target = await startLocalTarget();
  });
  afterEach(() => target.stop());

  it('reports what it would erase and where copies remain, and erases nothing until the id is confirmed', async () => {
    const { id } = await target.client.submitAndWait(sleeping(1));

    const { stdout } = await erase(target, `--job=${id}`, '--dry-run');
    expect(stdout).toMatch(/Success, ended .*\nDry run: parameters and results would be erased\./);
    expect(stdout).toMatch(/\d{4}-\d\d-\d\dT.*backups of the table[\s\S]*kept forever .*archive of failed jobs/);
    await expect(erase(target, `--job=${id}`)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(new RegExp(`cannot be restored[\\s\\S]*--confirm=${id}`)) as string,
    });
    expect(await target.client.get(id)).toMatchObject({ results: { message: expect.any(String) as string } });
  });

  it('erases a job permanently: the record stays, and submitting the same key does not bring the data back', async () => {
    const { id } = await target.client.submitAndWait(sleeping(1), { idempotencyKey: 'order-1' });

    expect((await erase(target, `--job=${id}`, `--confirm=${id}`)).stdout).toContain('Erased parameters and results.');
    await expect(target.client.get(id)).rejects.toMatchObject({ status: 410, code: 'JobErased' });
    expect(await listed(target)).toEqual([]);
    const record = await storedJob(target);
    expect(record).toMatchObject({ status: { S: 'Success' }, results: { S: 'null' } });
    expect(record).not.toHaveProperty('parameters');
    expect(record).toHaveProperty('erasedAt');

    const again = await target.client.submit(sleeping(1), { idempotencyKey: 'order-1' });
    await expect(again.wait()).rejects.toMatchObject({ code: 'JobErased' });
    expect((await erase(target, `--job=${id}`, `--confirm=${id}`)).stdout).toMatch(/Success, ended .*, erased 20/);
  });

  it('erases the parameters and the error message of a job that failed', async () => {
    const failing = await target.client.submit(sleeping(301));
    await expect(failing.wait()).rejects.toMatchObject({ code: 'JobFailed' });
    const { id } = failing;

    await erase(target, `--job=${id}`, `--confirm=${id}`);
    expect(await storedJob(target)).toMatchObject({
      error: { M: { type: { S: 'JobTooLongError' }, message: { S: 'The data of this job was erased.' } } },
    });
  });

  it('does not erase a running or unknown job', async () => {
    const { id } = await target.client.submit(sleeping(60));
    await expect.poll(async () => (await target.client.get(id))?.status, { timeout: 10_000 }).toBe('Running');
    await expect(erase(target, `--job=${id}`, `--confirm=${id}`)).rejects.toMatchObject({
      stderr: expect.stringMatching(/the job is Running\. Cancel it/) as string,
    });
    await expect(erase(target, '--job=nothing', '--confirm=nothing')).rejects.toMatchObject({
      stderr: expect.stringMatching(/the table has no such job/) as string,
    });
    await target.client.cancel(id);
  });
});

it.skipIf(isDeployed)('nx erase infra requires --owner where callers are isolated', async () => {
  const target = await startLocalTarget({ assembly: assemblyWithSettings({ isolation: 'caller' }) });
  try {
    const { id } = await target.client.submitAndWait(sleeping(1));
    await expect(erase(target, `--job=${id}`, '--dry-run')).rejects.toMatchObject({
      stderr: expect.stringMatching(/--owner=AROA/) as string,
    });
    const owner = (await storedJob(target)).submitter?.S ?? '';
    await erase(target, `--job=${id}`, `--owner=${owner}`, `--confirm=${id}`);
    await expect(target.client.get(id)).rejects.toMatchObject({ code: 'JobErased' });
  } finally {
    await target.stop();
  }
});
