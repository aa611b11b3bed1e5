import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { testAssembly } from '../src/testing/test-contract.ts';
import { measuredAssembly } from './assembly.ts';
import { type Load, requestsPerSecond } from './load.ts';
import type { Answer, Question, Ready } from './server.ts';
import { measureStart } from './start.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, requests: { type: 'string', default: '3000' } },
});
const runs = Number(values.runs);
const count = Number(values.requests);
const connections = 32;
/** Each is a process, and a machine has few processors. */
const jobsAtOnce = 8;
const tableSizes = [1000, 10_000, 50_000];
const submissions: Load = {
  method: 'POST',
  path: () => 'jobs',
  body: '{"seconds":1}',
  wantedStatus: 202,
  count,
  connections,
};

interface Figures {
  readonly postsPerSecond: number;
  readonly getsPerSecond: number;
  readonly jobsPerSecond: number;
  /** Jobs whose calls of the table took longer than they may, because the machine was overloaded. */
  readonly failed: number;
  readonly memoryMb: number;
}

/** Measures a running stack with what is in its table. */
async function measure(server: Server): Promise<Figures> {
  const before = await server.ask({ type: 'memory' });
  const startedAt = performance.now();
  const postsPerSecond = await requestsPerSecond(server.ready, submissions);
  const { succeeded } = await server.ask({ type: 'idle' });
  const seconds = (performance.now() - startedAt) / 1000;
  const failed = count - (succeeded - before.succeeded);
  const id = (index: number) =>
    `jobs/1767225600000-00000000-0000-4000-8000-${String((index % 1000) + 1).padStart(12, '0')}`;
  const reads: Load = { ...submissions, method: 'GET', body: '', path: id, wantedStatus: 200 };
  const getsPerSecond = await requestsPerSecond(server.ready, reads);
  const { memoryMb } = await server.ask({ type: 'memory' });
  return { postsPerSecond, getsPerSecond, jobsPerSecond: (count - failed) / seconds, failed, memoryMb };
}

interface Server {
  readonly ready: Ready;
  ask(question: Question): Promise<Answer>;
  stop(): Promise<void>;
}

async function startServer(folder: string): Promise<Server> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'server.ts'), [folder], {
    execArgv: ['--conditions=@jobs/source', '--expose-gc'],
  });
  child.once('exit', (code) => {
    if (code !== 0) process.exit(1);
  });
  const answer = async <Message>() => ((await once(child, 'message')) as [Message])[0];
  return {
    ready: await answer<Ready>(),
    ask: (question) => {
      const given = answer<Answer>();
      child.send(question);
      return given;
    },
    stop: async () => {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const medianOf = <Run>(all: readonly Run[], figure: (run: Run) => number) => median(all.map(figure));
const say = (text: string) => process.stdout.write(`${text}\n`);
const row = (what: string, figure: number, digits: number, unit: string) => {
  say(`${what.padEnd(52)} ${figure.toFixed(digits).padStart(9)} ${unit}`);
};

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  say(
    `Medians of ${runs} runs; ${connections} connections; load of this machine ${loadavg()[0]?.toFixed(1) ?? '?'} at the start`,
  );
  const starts: Awaited<ReturnType<typeof measureStart>>[] = [];
  for (let run = 0; run < runs; run++) starts.push(await measureStart(testAssembly));
  row(
    'process start to ready',
    medianOf(starts, (start) => start.readySeconds),
    2,
    's',
  );
  row(
    'memory of the process, idle after its first job',
    medianOf(starts, (start) => start.idleMb),
    0,
    'MB',
  );

  const queueing = await measuredAssembly(join(folder, 'queueing'), 1);
  const postRates: number[] = [];
  for (let run = 0; run < runs; run++) {
    const server = await startServer(queueing);
    await requestsPerSecond(server.ready, { ...submissions, count: 300 });
    postRates.push(await requestsPerSecond(server.ready, submissions));
    await server.stop();
  }
  row('accepted POSTs, while jobs wait in the queue', median(postRates), 0, 'a second');

  const measured = await measuredAssembly(join(folder, 'measured'), jobsAtOnce);
  const bySize = new Map<number, Figures[]>(tableSizes.map((size) => [size, []]));
  for (let run = 0; run < runs; run++) {
    const server = await startServer(measured);
    let filled = 0;
    for (const size of tableSizes) {
      await server.ask({ type: 'fill', jobs: size - filled });
      filled = size;
      if (run === 0 && size === tableSizes[0]) await measure(server);
      bySize.get(size)?.push(await measure(server));
    }
    await server.stop();
  }
  for (const [size, figures] of bySize) {
    say(`\nwith ${size.toLocaleString('en')} jobs in the table, jobs that do nothing, ${jobsAtOnce} at once:`);
    row(
      '  accepted POSTs, while the jobs run',
      medianOf(figures, (run) => run.postsPerSecond),
      0,
      'a second',
    );
    row(
      '  jobs to Success, from the first POST',
      medianOf(figures, (run) => run.jobsPerSecond),
      0,
      'a second',
    );
    row(
      '  jobs that failed, because calls took too long',
      medianOf(figures, (run) => run.failed),
      0,
      `of ${count}`,
    );
    row(
      '  signed GETs',
      medianOf(figures, (run) => run.getsPerSecond),
      0,
      'a second',
    );
    row(
      '  heap and buffers after a garbage collection',
      medianOf(figures, (run) => run.memoryMb),
      1,
      'MB',
    );
  }
  say(`\nload of this machine ${loadavg()[0]?.toFixed(1) ?? '?'} at the end`);
} finally {
  rmSync(folder, { recursive: true });
}
