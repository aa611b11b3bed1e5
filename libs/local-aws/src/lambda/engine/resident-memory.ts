import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The memory of a process that is its own, in bytes: without the files that it has mapped, such as Node itself, where the
 * system tells them apart (Linux). Nothing when the process has ended.
 */
export async function residentMemory(pid: number): Promise<number> {
  try {
    return process.platform === 'linux' ? await anonymousMemory(pid) : await wholeMemory(pid);
  } catch {
    return 0;
  }
}

async function anonymousMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^RssAnon:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

async function wholeMemory(pid: number): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) * 1024;
}
