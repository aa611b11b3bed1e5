import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { suiteStackName } from '@jobs/infra/stack-name';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

const runSuite = resolve(import.meta.dirname, 'operations/run-suite.ts');
const command = resolve(import.meta.dirname, '../../cli/bin/jobs.mjs');

const targetEnvironment = ({ stack, userCredentials }: LocalTarget): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  AWS_ENDPOINT_URL: stack.endpoint,
  AWS_ACCESS_KEY_ID: userCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: userCredentials.secretAccessKey,
});

/** The local stack as if it were a stage in AWS: the SDK's own variables point to it. */
describe.skipIf(isDeployed)('a deployed stage', () => {
  let target: LocalTarget;
  beforeAll(async () => {
    target = await startLocalTarget();
  });
  afterAll(() => target.stop());

  it('is tested with its invoke role, without the tests that look inside the stack', { timeout: 120_000 }, async () => {
    const deployed = await startLocalTarget({ stackName: suiteStackName('dev') });
    onTestFinished(() => deployed.stop());
    const stage = JSON.stringify({ region: deployed.region, outputs: deployed.stack.outputs });
    const script = `
      import { runSuite } from ${JSON.stringify(runSuite)};
      process.exitCode = await runSuite(${stage}, ['rejections', 'cancel', 'list.test', 'src/jobs.test', 'replay'], process.env, new AbortController().signal);`;
    const args = ['--conditions=@jobs/source', '--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env: { ...targetEnvironment(deployed), NO_COLOR: '1' },
    });
    for (const file of ['rejections', 'cancel', 'list', 'jobs']) {
      expect(stdout).toMatch(new RegExp(`src/${file}\\.test\\.ts \\(\\d+ tests`));
    }
    expect(stdout).toMatch(/Test Files {2}\d+ passed \| \d+ skipped/);
  });

  it('can be called with jobs-api, which finds it in the outputs file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jobs-e2e-'));
    mkdirSync(join(folder, '.local'));
    const deployed = { stage: 'dev', region: target.region, outputs: target.stack.outputs };
    writeFileSync(join(folder, '.local/outputs.dev.json'), JSON.stringify(deployed));
    const args = [command, '--stage', 'dev', 'submit', '{"seconds":1}', '--wait'];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: folder,
      env: targetEnvironment(target),
    });
    rmSync(folder, { recursive: true });
    expect(stdout).toMatch(/^Success/);
  });
});
