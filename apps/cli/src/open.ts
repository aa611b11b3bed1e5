import type { OpenCommand } from './command-line.ts';
import { UsageError } from './errors.ts';
import type { LocalStackFile } from './local-stack-file.ts';
import { printable, printJson, type Stream } from './output.ts';

export interface OpenContext {
  readonly stdout: Stream;
  readonly signal: AbortSignal;
  readonly openBrowser: (address: string) => void;
}

/**
 * Prints the URL of a local stack's console and, at a terminal, also opens it in the browser.
 * @throws UsageError when the stack is not running, or has no console; the signal's reason
 */
export async function runOpen(
  { json }: OpenCommand,
  stack: LocalStackFile,
  { stdout, signal, openBrowser }: OpenContext,
): Promise<void> {
  const address = stack.console;
  if (address === undefined) {
    throw new UsageError('The local stack has no console. Start it again without --no-console.');
  }
  await checkRunning(address, signal);
  if (json) printJson(stdout, { console: address });
  else stdout.write(`${printable(address)}\n`);
  if (!json && stdout.isTTY) openBrowser(address);
}

/** A run that was killed leaves its file behind, and another program can have its port. */
async function checkRunning(address: string, signal: AbortSignal): Promise<void> {
  const { origin, pathname, hash } = new URL(address);
  const headers = { authorization: `Bearer ${hash.replace('#token=', '')}` };
  try {
    const response = await fetch(`${origin}${pathname}api/clock`, { headers, signal, redirect: 'error' });
    await response.body?.cancel();
    if (response.ok) return;
  } catch {
    signal.throwIfAborted();
  }
  throw new UsageError(`No stack is running at ${origin}${pathname}. Start one with npm start.`);
}
