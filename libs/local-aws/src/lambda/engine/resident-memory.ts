import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The memory of processes in bytes, by process id. On Linux, which counts them separately, mapped files such as Node
 * itself are left out. Processes that have ended are not included.
 */
export async function residentMemory(pids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (pids.length === 0) return new Map();
  return process.platform === 'linux' ? anonymousMemory(pids) : await wholeMemory(pids);
}

/** Reads synchronously: the kernel generates these files from memory, which is faster than using a thread. */
function anonymousMemory(pids: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const pid of pids) {
    const kilobytes = /^RssAnon:\s*(\d+) kB$/m.exec(statusOf(pid))?.[1];
    if (kilobytes !== undefined) found.set(pid, Number(kilobytes) * 1024);
  }
  return found;
}

/** Empty when the process has ended. */
function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

async function wholeMemory(pids: readonly number[]): Promise<Map<number, number>> {
  // ps fails if none of the processes exists any more.
  const { stdout } = await run('ps', ['-o', 'pid=,rss=', '-p', pids.join()]).catch(() => ({ stdout: '' }));
  const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(lines.map(([pid = 0, kilobytes = 0]) => [pid, kilobytes * 1024]));
}
