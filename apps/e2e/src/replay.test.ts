import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sleeping } from '@jobs/local/testing/test-contract';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

const script = resolve(import.meta.dirname, '../../operations/src/replay/replay.ts');
const replay = (args: readonly string[], environment: NodeJS.ProcessEnv) =>
  promisify(execFile)(process.execPath, [script, ...args], { env: environment });

let target: LocalTarget | undefined;
afterEach(() => target?.stop());

describe.skipIf(isDeployed)('nx replay infra', () => {
  it('records the jobs that the error handler could not', async () => {
    let isBroken = true;
    const archived: string[] = [];
    const broken = { kind: 'throw', errorType: 'Broken', message: 'on purpose' } as const;
    target = await startLocalTarget({
      faults: { lambda: { before: (name) => (isBroken && name.includes('ErrorHandler') ? broken : undefined) } },
      report: ({ type }) => type === 'event-archived' && archived.push(type),
    });
    const handle = await target.client.submit(sleeping(301));
    await vi.waitFor(
      () => {
        expect(archived).toHaveLength(1);
      },
      { timeout: 15_000 },
    );
    isBroken = false;

    const environment = {
      JOBS_STAGE: 'dev',
      AWS_ENDPOINT_URL: target.stack.endpoint,
      AWS_REGION: target.region,
      AWS_ACCESS_KEY_ID: target.userCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: target.userCredentials.secretAccessKey,
    };
    const soon = new Date(Date.now() + 60_000).toISOString();
    const counted = await replay(['--until', soon, '--dry-run'], environment);
    expect(counted.stdout).toMatch(/Dry run[\s\S]*Could not count them: [\s\S]*The archive holds 1 event in total/);
    expect(await target.client.get(handle.id)).toMatchObject({ status: 'Running' });

    const { stdout } = await replay(['--until', soon], environment);
    expect(stdout).toMatch(/Replaying failed events[\s\S]*COMPLETED/);
    await expect(handle.wait()).rejects.toMatchObject({ job: { error: { type: 'JobTooLongError' } } });
  });

  it('reports what to do when credentials are missing', async () => {
    const environment = {
      JOBS_STAGE: 'dev',
      AWS_REGION: 'eu-west-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      HOME: '/nowhere',
    };
    await expect(replay([], environment)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Cannot replay: No valid AWS credentials[\s\S]*AWS_PROFILE/) as string,
    });
  });
});
