import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { createJobsClient } from '@jobs/client-sdk';
import { assumeRole } from './assume-role.ts';
import { assembly, nodeOptions } from './target.ts';

const main = resolve(import.meta.dirname, '../../../local/src/main.mjs');

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'jobs-local-'));

/** Starts the command as `npm start` does. It is killed when the test ends. */
export function startCommand(args: readonly string[], state = temporaryFolder()) {
  const child = spawn(process.execPath, [
    ...nodeOptions,
    main,
    '--port',
    '0',
    '--assembly',
    assembly,
    '--state',
    state,
    ...args,
  ]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exit = once(child, 'close').then(([code]) => ({ code: code as number | null, output, errors }));
  return {
    child,
    state,
    exit,
    output: () => output,
    /** A client for the stack, once it is running. */
    client: () =>
      assumeRole(state, (baseUrl, region, credentials) => createJobsClient({ baseUrl, region, credentials })),
    /** Waits until stdout contains a text. */
    hasWritten: (text: string) =>
      expect
        .poll(() => (child.exitCode === null ? output : `The command exited before that: ${errors}`), {
          timeout: 30_000,
        })
        .toContain(text),
  };
}
