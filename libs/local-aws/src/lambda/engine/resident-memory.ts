import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The memory of processes, in bytes, by their ids. On Linux, which counts them separately, mapped files such as Node
 * itself are left out. Processes that have ended are not included.
 */
export async function residentMemory(pids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (pids.length === 0) return new Map();
  return process.platform === 'linux' ? await anonymousMemory(pids) : await wholeMemory(pids);
}

async function anonymousMemory(pids: readonly number[]): Promise<Map<number, number>> {
  const found = await Promise.all(
    pids.map(async (pid): Promise<[number, number][]> => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      const kilobytes = /^RssAnon:\s*(\d+) kB$/m.exec(status)?.[1];
      return kilobytes === undefined ? [] : [[pid, Number(kilobytes) * 1024]];
    }),
  );
  return new Map(found.flat());
}

async function wholeMemory(pids: readonly number[]): Promise<Map<number, number>> {
  // It fails when none of the processes is left.
  const { stdout } = await run('ps', ['-o', 'pid=,rss=', '-p', pids.join()]).catch(() => ({ stdout: '' }));
  const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(lines.map(([pid = 0, kilobytes = 0]) => [pid, kilobytes * 1024]));
}
