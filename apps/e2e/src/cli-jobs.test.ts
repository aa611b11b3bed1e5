import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemblyWithSettings } from './testing/assembly-with-settings.ts';
import { startCommand } from './testing/command-process.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

const jobs = resolve(import.meta.dirname, '../../cli/bin/jobs.mjs');

/** Runs `jobs-api` as a shell would. */
function start(args: readonly string[], folder: string, environment: Record<string, string> = {}) {
  const child = spawn(jobs, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', ...environment },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exit = once(child, 'close').then(([code]) => ({ code: code as number | null, output, errors }));
  return { child, exit };
}

describe.skipIf(isDeployed)('jobs', () => {
  let target: LocalTarget;
  const accesses: string[] = [];
  /** A subfolder of the one with the local run's `.local/stack.json`. */
  let folder: string;
  const run = (...args: string[]) => start(args, folder).exit;

  beforeAll(async () => {
    target = await startLocalTarget({ reportAccess: (line) => accesses.push(line) });
    const { endpoint, region, outputs } = target.stack;
    const above = mkdtempSync(join(tmpdir(), 'jobs-cli-'));
    folder = join(above, 'below');
    mkdirSync(folder);
    mkdirSync(join(above, '.local'));
    const description = { endpoint, region, outputs, credentials: target.userCredentials };
    writeFileSync(join(above, '.local/stack.json'), JSON.stringify(description));
  });
  afterAll(() => target.stop());

  it('submits a job to the local stack, waits for it and reads it', async () => {
    const submitted = await run('submit', '{"seconds":1}', '--wait', '--json');
    // The command runs in a subfolder.
    expect(submitted.errors).toMatch(/^Using .*stack\.json\nAccepted: [\s\S]* Success\n$/);
    expect(submitted.code).toBe(0);
    const job = JSON.parse(submitted.output) as { id: string };
    expect(job).toMatchObject({ status: 'Success', results: { message: 'I slept for 1 second' } });
    expect(JSON.parse((await run('get', job.id, '--json')).output)).toEqual(job);
    expect(await run('wait', job.id)).toMatchObject({ code: 0, output: expect.stringContaining('Success') as string });
  });

  it("appears in access logs under the user's name", async () => {
    accesses.length = 0;
    await run('get', 'no-such-job');
    expect(accesses.join('')).toContain(`/jobs-cli-${userInfo().username}`);
  });

  it('exits with 1 for a job that fails', async () => {
    const { code, output } = await run('submit', '{"seconds":301}', '--wait');
    expect(output).toMatch(/^Failure /);
    expect(code).toBe(1);
  });

  it('exits with 5 and prints the reason for parameters that the API rejects', async () => {
    const { code, output, errors } = await run('submit', '{"seconds":0}');
    expect({ code, output }).toEqual({ code: 5, output: '' });
    expect(errors).toContain('Invalid request body');
  });

  it('exits with 4 for a job that does not exist', async () => {
    expect((await run('get', 'no-such-job')).code).toBe(4);
  });

  it('ends immediately when it is interrupted while waiting', async () => {
    const { child, exit } = start(['submit', '{"seconds":200}', '--wait'], folder);
    await once(child.stderr, 'data');
    child.kill('SIGTERM');
    const { code, errors } = await exit;
    expect(errors).toContain('Accepted jobs continue');
    expect(code).toBe(130);
  });

  it("calls the given API with the environment's credentials and a role", async () => {
    const { outputs, endpoint, region } = target.stack;
    const { accessKeyId, secretAccessKey } = target.userCredentials;
    const environment = {
      JOBS_API_URL: outputs.JobsApiEndpoint ?? '',
      AWS_REGION: region,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    };
    const elsewhere = mkdtempSync(join(tmpdir(), 'jobs-cli-'));
    const refused = await start(['submit', '{"seconds":1}'], elsewhere, environment).exit;
    expect(refused).toMatchObject({ code: 5, errors: expect.stringContaining('--role') as string });
    const role = ['--role', outputs.JobsApiInvokeRole ?? ''];
    const accepted = await start(['submit', '{"seconds":1}', ...role], elsewhere, environment).exit;
    expect(accepted).toMatchObject({ code: 0, output: expect.stringMatching(/^\d{13}-\S+\n$/) as string });
  });
});

describe.skipIf(isDeployed)('a stage that requires a source identity', () => {
  it("receives the user's name as the source identity", { timeout: 60_000 }, async () => {
    const assembly = assemblyWithSettings({ api: { callerRoles: { sourceIdentity: true } } });
    const command = startCommand(['--assembly', assembly]);
    await command.hasWritten('The first job has succeeded');

    const submitted = await start(['submit', '{"seconds":1}', '--wait', '--state', command.state], tmpdir()).exit;

    expect(submitted).toMatchObject({ code: 0, output: expect.stringContaining('Success') as string });
  });
});
