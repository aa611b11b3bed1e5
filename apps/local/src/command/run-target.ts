import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { LocalRunError } from '@jobs/local-aws/kernel';

export interface TargetOptions {
  /** First line of the error message when the target fails. */
  readonly failure: string;
  /** Aborts the run. */
  readonly signal?: AbortSignal;
}

/**
 * Runs an Nx target of the workspace and the targets that it depends on.
 * @throws LocalRunError with the last lines of the output when the target fails
 */
export async function runTarget(workspace: string, target: string, { failure, signal }: TargetOptions): Promise<void> {
  const nx = createRequire(join(workspace, 'package.json')).resolve('nx/bin/nx');
  const child = spawn(process.execPath, [nx, 'run', target], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CDK_FINDINGS: 'warn' },
    ...(signal && { signal }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code === 0) return;
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  throw new LocalRunError(`${failure}\n${lines.slice(-20).join('\n')}`);
}
