import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Outcome {
  readonly isGreen: boolean;
  readonly output: string;
}

/** Runs a command in a workspace with the tools of that workspace, and with its own cache. */
export async function runCommand(root: string, folder: string, command: readonly string[]): Promise<Outcome> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: join(root, folder),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
      NX_DAEMON: 'false',
      NX_WORKSPACE_ROOT_PATH: root,
      NO_COLOR: '1',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { isGreen: code === 0, output };
}
