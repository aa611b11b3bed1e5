import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { createJobsClient } from '@jobs/client-sdk';
import { assumeRole } from './assume-role.ts';
import { assembly as wholeAssembly, nodeOptions } from './target.ts';

const main = resolve(import.meta.dirname, '../../../local/src/main.mjs');
interface Line {
  readonly type: string;
  readonly [member: string]: unknown;
}

interface RunOptions {
  /** The largest file that the run can write. */
  readonly maxFileKb?: number;
  /** @default the suite's assembly */
  readonly assembly?: string;
}

/** A run of the command with its data in `data` and its stack.json in `state`. */
export async function startPersistentRun(data: string, state: string, options: RunOptions = {}) {
  const { maxFileKb, assembly = wholeAssembly } = options;
  const args = [
    ...nodeOptions,
    main,
    '--assembly',
    assembly,
    '--port',
    '0',
    '--json',
    '--no-watch',
    '--data',
    data,
    '--state',
    state,
  ];
  const limit = maxFileKb === undefined ? '' : `ulimit -f ${maxFileKb} && `;
  const child = spawn('bash', ['-c', `${limit}exec "$0" "$@"`, process.execPath, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const seen: Line[] = [];
  const watchers = new Set<(line: Line) => void>();
  createInterface(child.stdout).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    seen.push(line);
    for (const watch of watchers) watch(line);
  });
  /** Waits for a line of this type; earlier lines from index `after` count. */
  const line = (type: string, after = 0) =>
    new Promise<Line>((found, failed) => {
      const check = (each: Line) => {
        if (each.type === type) found(each);
      };
      seen.slice(after).forEach(check);
      watchers.add(check);
      child.once('close', () => {
        failed(new Error(`The run ended before ${type}: ${errors}`));
      });
    });
  await line('ready');
  return {
    client: await assumeRole(state, (url, region, credentials) =>
      createJobsClient({ baseUrl: url, region, credentials }),
    ),
    line,
    lineCount: () => seen.length,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
    exit: () => once(child, 'close').then(() => errors),
  };
}
