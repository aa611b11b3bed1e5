import { mkdtempSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { run } from '../run.ts';

const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

/** Runs the command against a server with the given `listener`. */
export async function runCommand(
  args: readonly string[],
  listener: RequestListener,
  { isTerminal = false, signal = new AbortController().signal }: { isTerminal?: boolean; signal?: AbortSignal } = {},
) {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev`;
  for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value);
  let output = '';
  let errors = '';
  try {
    const code = await run([...args, '--url', url, '--region', 'eu-west-1'], {
      environment: {},
      folder: mkdtempSync(join(tmpdir(), 'jobs-cli-')),
      stdout: { write: (text: string) => (output += text), hasColors: () => isTerminal },
      stderr: { write: (text: string) => (errors += text), hasColors: () => isTerminal, isTTY: isTerminal },
      now: () => Date.now(),
      openBrowser: () => {
        throw new Error('None of these commands opens a browser.');
      },
      signal,
    });
    return { code, output, errors };
  } finally {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  }
}

/** Responds to everything with one status, headers and JSON. */
export const always =
  (status: number, body: object, headers: Record<string, string> = {}): RequestListener =>
  (request, response) => {
    request.resume();
    response.writeHead(status, headers).end(JSON.stringify(body));
  };
