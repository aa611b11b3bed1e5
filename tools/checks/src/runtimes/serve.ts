import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../workspace/free-port.ts';
import { waitUntil } from '../workspace/wait-until.ts';

/**
 * Starts a server with a free `PORT`, sends it one request, and stops it.
 * @returns the response body
 */
export async function askServer(
  command: readonly string[],
  path: string,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const [program = '', ...args] = command;
  const port = String(await freePort());
  const server = spawn(program, args, {
    cwd: options.cwd,
    env: { ...options.env, PORT: port },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const closed = once(server, 'close');
  try {
    let response: Response | undefined;
    await waitUntil(`${command.join(' ')} to respond`, async () => {
      if (server.exitCode !== null) throw new Error(`${command.join(' ')} exited with code ${server.exitCode}.`);
      response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
      return response !== undefined;
    });
    return (await response?.text()) ?? '';
  } finally {
    server.kill();
    await closed;
  }
}
