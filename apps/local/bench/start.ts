import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { testContract } from '../src/testing/test-contract.ts';

const workspace = resolve(import.meta.dirname, '../../..');
const { scripts } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as { scripts: { start: string } };
/** The arguments that `npm start` passes to Node: its options and the path of the command. */
const startArguments = nodeArguments(scripts.start);

export interface Start {
  /** From the start of the process until the stack accepts requests. */
  readonly readySeconds: number;
  /** Resident memory of the whole process two seconds after its first job. */
  readonly idleMb: number;
}

/** Starts the command on a synthesized stack, and stops it. */
export async function measureStart(assembly: string): Promise<Start> {
  const state = mkdtempSync(join(tmpdir(), 'bench-'));
  const startedAt = performance.now();
  const options = [
    `--conditions=${testContract}`,
    ...startArguments,
    '--port',
    '0',
    '--assembly',
    assembly,
    '--state',
    state,
  ];
  const child = spawn(process.execPath, options, { cwd: workspace, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exit = new Promise((resolved) => child.once('exit', resolved));
  try {
    await until(() => existsSync(join(state, 'stack.json')));
    const readySeconds = (performance.now() - startedAt) / 1000;
    await until(() => output.includes('The first job'));
    await sleep(2000);
    const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' });
    return { readySeconds, idleMb: Number(stdout) / 1024 };
  } finally {
    child.kill('SIGTERM');
    await exit;
    rmSync(state, { recursive: true, force: true });
  }
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('The stack did not start within a minute.');
    await sleep(5);
  }
}

function nodeArguments(script: string): string[] {
  const found = /&& node (.+)$/.exec(script)?.[1];
  if (found === undefined) throw new Error(`The script 'start' of package.json does not end with node: ${script}`);
  return found.split(' ');
}
