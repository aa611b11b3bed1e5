import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Credentials } from './signed-request.ts';
import { assembly as wholeAssembly, nodeOptions } from './target.ts';

const main = resolve(import.meta.dirname, '../../../local/src/main.mjs');

/** The content of `.local/stack.json`. */
interface StackFile {
  readonly endpoint: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface StackProcess extends StackFile {
  /** How often each job was started, by job id. */
  readonly begun: ReadonlyMap<string, number>;
  /** Assumes the role that may call the API. */
  assumeInvokeRole(): Promise<Credentials>;
  stop(): Promise<void>;
}

/** Starts the local run in a separate process, as `npm start` does, so that the test's own memory can be measured. */
export async function startStackProcess(assembly = wholeAssembly): Promise<StackProcess> {
  const state = mkdtempSync(join(tmpdir(), 'jobs-local-'));
  const args = [...nodeOptions, main, '--port', '0', '--state', state, '--assembly', assembly, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const begun = new Map<string, number>();
  createInterface(child.stdout).on('line', (text) => {
    const { jobId, line } = JSON.parse(text) as { jobId?: string; line?: { message?: string } };
    if (jobId !== undefined && line?.message === 'Job started') begun.set(jobId, (begun.get(jobId) ?? 0) + 1);
  });
  const file = join(state, 'stack.json');
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error(`The local run ended with ${child.exitCode}.`);
    await sleep(50);
  }
  const stack = JSON.parse(readFileSync(file, 'utf8')) as StackFile;
  return {
    ...stack,
    begun,
    assumeInvokeRole: () => assumeRole(stack, stack.outputs.JobsApiInvokeRole ?? ''),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'close');
      rmSync(state, { recursive: true });
    },
  };
}

async function assumeRole({ endpoint, region, credentials }: StackFile, role: string): Promise<Credentials> {
  const sts = new STSClient({ endpoint, region, credentials });
  const { Credentials: session } = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'e2e' }));
  sts.destroy();
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = session ?? {};
  if (!accessKeyId || !secretAccessKey || !sessionToken) throw new Error(`STS returned no credentials for ${role}.`);
  return { accessKeyId, secretAccessKey, sessionToken };
}
