import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

const runSuite = resolve(import.meta.dirname, 'operations/run-suite.ts');
const command = resolve(import.meta.dirname, '../../cli/bin/jobs.mjs');

/** The stack that runs here, as if it were a stage in AWS: the SDK is told by its own variables where AWS is. */
describe.skipIf(isDeployed)('a deployed stage', () => {
  let target: LocalTarget;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    target = await startLocalTarget();
    environment = {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: target.stack.endpoint,
      AWS_ACCESS_KEY_ID: target.userCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: target.userCredentials.secretAccessKey,
    };
  });
  afterAll(() => target.stop());

  it('is tested in its invoke role, without what needs to look inside', { timeout: 120_000 }, async () => {
    const deployed = JSON.stringify({ region: target.region, outputs: target.stack.outputs });
    const script = `
      import { runSuite } from ${JSON.stringify(runSuite)};
      process.exitCode = await runSuite(${deployed}, ['refusals', 'replay'], process.env, new AbortController().signal);`;
    const args = ['--conditions=@jobs/source', '--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env: { ...environment, NO_COLOR: '1' },
    });
    expect(stdout).toMatch(/refusals\.test\.ts \(\d+ tests/);
    expect(stdout).toMatch(/Test Files {2}1 passed \| 1 skipped/);
  });

  it('is called by the command, which finds it by its outputs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jobs-e2e-'));
    mkdirSync(join(folder, '.local'));
    const deployed = { stage: 'dev', region: target.region, outputs: target.stack.outputs };
    writeFileSync(join(folder, '.local/outputs.dev.json'), JSON.stringify(deployed));
    const args = [command, '--stage', 'dev', 'submit', '{"seconds":1}', '--wait'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env: environment });
    rmSync(folder, { recursive: true });
    expect(stdout).toMatch(/^Success/);
  });
});
