import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../workspace/free-port.ts';
import { waitUntil } from '../workspace/wait-until.ts';

export interface EmulatorOptions {
  /** The Python interpreter with the emulator installed. */
  readonly python: string;
  /** For its log and its temporary files. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

export interface Emulator {
  readonly endpoint: string;
  readonly pid: number;
}

const logLines = 30;

/** Starts the AWS emulator on a free loopback port in its own session, and stops it after `use`. */
export async function withEmulator(
  options: EmulatorOptions,
  use: (emulator: Emulator) => Promise<void>,
): Promise<void> {
  const { python, folder, environment } = options;
  const log = join(folder, 'emulator.log');
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const output = openSync(log, 'w');
  const child = spawn(python, [join(import.meta.dirname, 'emulator.py')], {
    stdio: ['ignore', output, output],
    detached: true,
    // The functions read the service endpoint from here. The quota is AWS's default, independent of this machine's
    // memory.
    env: {
      ...environment,
      AWS_ENDPOINT_URL: endpoint,
      GATEWAY_PORT: String(port),
      LAMBDA_ACCOUNT_CONCURRENCY: '1000',
      MINISTACK_REGION: environment.AWS_REGION,
      TMPDIR: temporary,
    },
  });
  closeSync(output);
  const closed = once(child, 'close');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${python} could not be started.`);
  const stopWith = (signal: NodeJS.Signals) => {
    endSession(pid, 'SIGKILL');
    process.kill(process.pid, signal);
  };
  process.once('SIGINT', stopWith).once('SIGTERM', stopWith);
  try {
    await waitUntil('the emulator to respond', async () => {
      if (child.exitCode !== null) throw new Error(`The emulator exited with code ${child.exitCode}.`);
      return (await fetch(`${endpoint}/_ministack/health`).catch(() => undefined))?.ok === true;
    });
    await use({ endpoint, pid });
  } catch (error) {
    process.stdout.write(`The emulator's log ends with:\n${lastLines(log)}\n`);
    throw error;
  } finally {
    process.off('SIGINT', stopWith).off('SIGTERM', stopWith);
    const killed = setTimeout(() => {
      endSession(pid, 'SIGKILL');
    }, 10_000);
    endSession(pid, 'SIGTERM');
    await closed;
    clearTimeout(killed);
  }
}

/** Signals the emulator and the functions that it has started. */
function endSession(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Without the stack traces of functions, which are long. */
function lastLines(log: string): string {
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('    at '));
  return lines
    .slice(-logLines)
    .map((line) => line.slice(0, 300))
    .join('\n');
}
