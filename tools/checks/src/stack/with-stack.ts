import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStage } from '@jobs/infra/stage-settings';
import { synthesize } from '@jobs/infra/synthesize';
import { testAssembly, testContract } from '@jobs/local/testing/test-contract';
import { commandEnvironment, workspace } from '../workspace/environment.ts';
import { waitUntil } from '../workspace/wait-until.ts';
import { assumeInvokeRole } from './assume-invoke-role.ts';
import { readStackFile, type StackFile } from './stack-file.ts';

export interface RunningStack extends StackFile {
  /** The folder of `stack.json` and `aws-config`. */
  readonly state: string;
  /** The environment of a deployed program: the API's URL, the region, and a role's session credentials. */
  readonly environment: NodeJS.ProcessEnv;
}

const logLines = 20;

export interface StackOptions {
  /** Settings of the stage, if they differ from those in `stages.ts`. */
  readonly settings?: object;
  /** Writes the cloud assembly into a folder. @default the workspace's, or one synthesized from `settings` */
  readonly writeAssembly?: (folder: string) => void;
  /** The content of `values.json`: values of secrets and parameters. @default no such file */
  readonly values?: object;
  /** Whether to run the tests' contract and job. @default false */
  readonly isTestContract?: boolean;
  /** The workspace to start from: this one, or a synthesized copy. */
  readonly root?: string;
}

/**
 * Starts the stack as `npm start` does, on a free port, and stops it after `use`. If `use` fails, the end of the
 * stack's log is shown.
 */
export async function withStack(
  use: (stack: RunningStack) => Promise<void>,
  options: StackOptions = {},
): Promise<void> {
  const { root = workspace, values, isTestContract = false } = options;
  const state = mkdtempSync(join(tmpdir(), 'stack-'));
  const log = join(state, 'log');
  if (values) writeFileSync(join(state, 'values.json'), JSON.stringify(values), { mode: 0o600 });
  const child = start(root, state, log, assembly(root, state, options), isTestContract);
  const stopWith = (signal: NodeJS.Signals) => {
    child.kill();
    process.kill(process.pid, signal);
  };
  process.once('SIGINT', stopWith).once('SIGTERM', stopWith);
  try {
    await use(await whenReady(child, state));
  } catch (error) {
    process.stdout.write(
      `The stack's log ends with:\n${readFileSync(log, 'utf8').split('\n').slice(-logLines).join('\n')}\n`,
    );
    throw error;
  } finally {
    process.off('SIGINT', stopWith).off('SIGTERM', stopWith);
    await stop(child);
    rmSync(state, { recursive: true });
  }
}

function start(root: string, state: string, log: string, cloudAssembly: string, isTest: boolean): ChildProcess {
  const args = ['apps/local/src/main.mjs', '--port', '0', '--state', state, '--assembly', cloudAssembly];
  const conditions = ['--conditions=@jobs/source', ...(isTest ? [`--conditions=${testContract}`] : [])];
  const output = openSync(log, 'w');
  const child = spawn(process.execPath, [...conditions, ...args], {
    cwd: root,
    stdio: ['ignore', output, output],
    env: commandEnvironment(root),
  });
  closeSync(output);
  return child;
}

function assembly(root: string, state: string, { settings, writeAssembly, isTestContract }: StackOptions): string {
  if (isTestContract) return testAssembly;
  if (settings === undefined && !writeAssembly) return join(root, 'apps/infra/cdk.out');
  const folder = join(state, 'cdk.out');
  if (writeAssembly) writeAssembly(folder);
  else synthesize(folder, { dev: parseStage('dev', settings) });
  return folder;
}

async function whenReady(child: ChildProcess, state: string): Promise<RunningStack> {
  const file = join(state, 'stack.json');
  await waitUntil('the stack to start', () => {
    if (child.exitCode !== null) throw new Error(`The local run exited with code ${child.exitCode}.`);
    return existsSync(file);
  });
  const stack = readStackFile(file);
  return { ...stack, state, environment: await callerEnvironment(stack) };
}

async function callerEnvironment(stack: StackFile): Promise<NodeJS.ProcessEnv> {
  const { accessKeyId, secretAccessKey, sessionToken } = await assumeInvokeRole(stack);
  return {
    ...commandEnvironment(),
    JOBS_API_URL: stack.outputs.JobsApiEndpoint.replace(/\/$/, ''),
    AWS_REGION: stack.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill();
  await closed;
}
