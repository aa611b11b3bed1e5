import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { LocalRunError } from '@jobs/local-aws/kernel';

export interface TargetOptions {
  /** What to say when it fails. */
  readonly failure: string;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a target of the workspace, with all that it needs.
 * @throws LocalRunError with the end of what the target said when it fails
 */
export async function runTarget(workspace: string, target: string, { failure, signal }: TargetOptions): Promise<void> {
  const nx = createRequire(join(workspace, 'package.json')).resolve('nx/bin/nx');
  const child = spawn(process.execPath, [nx, 'run', target], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CDK_FINDINGS: 'warn' },
    ...(signal && { signal }),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code === 0) return;
  const lines = stripVTControlCharacters(said)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  throw new LocalRunError(`${failure}\n${lines.slice(-20).join('\n')}`);
}
