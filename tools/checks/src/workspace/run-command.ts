import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { commandEnvironment, workspace } from './environment.ts';

export interface CommandOptions {
  /** The folder to run it in; the workspace by default. */
  readonly cwd?: string;
  /** All of its environment; `commandEnvironment()` by default. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Outcome {
  readonly hasSucceeded: boolean;
  readonly output: string;
}

/** Runs a command and returns its output (stdout and stderr). */
export async function runCommand(command: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { ...defaults(options), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { hasSucceeded: code === 0, output };
}

/**
 * Runs a command that must succeed, and prints its output.
 * @throws Error that names the command, when it fails
 */
export async function mustRun(command: readonly string[], options: CommandOptions = {}): Promise<void> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { ...defaults(options), stdio: ['ignore', 'inherit', 'inherit'] });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (code !== 0) throw new Error(`${command.join(' ')} failed: ${signal ?? `exit code ${code ?? 'unknown'}`}`);
}

function defaults({ cwd = workspace, env = commandEnvironment() }: CommandOptions) {
  return { cwd, env };
}
