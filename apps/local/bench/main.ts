import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { testAssembly } from '../src/testing/test-contract.ts';
import { measuredAssembly } from './assembly.ts';
import { type Load, requestsPerSecond } from './load.ts';
import type { Answer, Question, Ready } from './server.ts';
import { measureStart } from './start.ts';
import { whereTheTimeGoes } from './where-the-time-goes.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    requests: { type: 'string', default: '3000' },
    write: { type: 'boolean' },
  },
});
const runs = Number(values.runs);
const count = Number(values.requests);
const connections = 32;
/** Each job runs in its own process, and a machine has few CPUs. */
const jobsAtOnce = 8;
const tableSizes = [1000, 10_000, 50_000];
const submissions: Load = {
  method: 'POST',
  path: () => 'jobs',
  body: '{"seconds":1}',
  expectedStatus: 202,
  count,
  connections,
};

interface Figures {
  readonly postsPerSecond: number;
  readonly getsPerSecond: number;
  readonly jobsPerSecond: number;
  /** Jobs whose calls to the table timed out because the machine was overloaded. */
  readonly failed: number;
  readonly memoryMb: number;
  /** Processor time from the first POST until the last job has ended, divided by the number of jobs. */
  readonly runMsPerJob: number;
  readonly clientMsPerJob: number;
  readonly restMsPerJob: number;
}

/** Measures a running stack with the current contents of its table. */
async function measure(server: Server): Promise<Figures> {
  const before = await server.ask({ type: 'memory' });
  const startedAt = performance.now();
  const clientBefore = process.cpuUsage();
  const machineBefore = busyMs();
  const postsPerSecond = await requestsPerSecond(server.ready, submissions);
  const { succeeded, processorMs } = await server.ask({ type: 'idle' });
  const seconds = (performance.now() - startedAt) / 1000;
  const client = process.cpuUsage(clientBefore);
  const clientMs = (client.user + client.system) / 1000;
  const runMs = processorMs - before.processorMs;
  const restMs = busyMs() - machineBefore - runMs - clientMs;
  const failed = count - (succeeded - before.succeeded);
  const id = (index: number) =>
    `jobs/1767225600000-00000000-0000-4000-8000-${String((index % 1000) + 1).padStart(12, '0')}`;
  const reads: Load = { ...submissions, method: 'GET', body: '', path: id, expectedStatus: 200 };
  const getsPerSecond = await requestsPerSecond(server.ready, reads);
  const { memoryMb } = await server.ask({ type: 'memory' });
  return {
    postsPerSecond,
    getsPerSecond,
    jobsPerSecond: (count - failed) / seconds,
    failed,
    memoryMb,
    runMsPerJob: runMs / count,
    clientMsPerJob: clientMs / count,
    restMsPerJob: restMs / count,
  };
}

/** Total CPU time of the machine across all CPUs. */
function busyMs(): number {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
}

interface Server {
  readonly ready: Ready;
  ask(question: Question): Promise<Answer>;
  stop(): Promise<void>;
}

async function startServer(assembly: string, dataFolder?: string): Promise<Server> {
  const child: ChildProcess = fork(
    join(import.meta.dirname, 'server.ts'),
    [assembly, ...(dataFolder === undefined ? [] : [dataFolder])],
    {
      execArgv: ['--conditions=@jobs/source', '--expose-gc'],
    },
  );
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

interface Row {
  readonly what: string;
  readonly figures: readonly number[];
  readonly digits: number;
  readonly unit: string;
}

const lines: (Row | string)[] = [];

/** Prints a line of the table, with the median. */
function row(what: string, figures: readonly number[], digits: number, unit: string): void {
  lines.push({ what, figures, digits, unit });
  say(`${what.padEnd(52)} ${median(figures).toFixed(digits).padStart(9)} ${unit}`);
}

function heading(text: string): void {
  lines.push(text);
  say(`\n${text}:`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function printRows(figures: readonly Figures[]): void {
  const of = (name: keyof Figures) => figures.map((run) => run[name]);
  row('accepted POSTs, while jobs run', of('postsPerSecond'), 0, 'per second');
  row('jobs that reach Success, from the first POST', of('jobsPerSecond'), 0, 'per second');
  row('jobs that failed because calls timed out', of('failed'), 0, `of ${count}`);
  row('signed GETs', of('getsPerSecond'), 0, 'per second');
  row('heap and buffers after a garbage collection', of('memoryMb'), 1, 'MB');
  row('CPU time per job: the local run', of('runMsPerJob'), 2, 'ms');
  row("CPU time per job: the functions' processes and the system", of('restMsPerJob'), 2, 'ms');
  row('CPU time per job: the client', of('clientMsPerJob'), 2, 'ms');
}

/** Measures a new stack in each run, after a warm-up that doesn't count. */
async function measureNewStacks(assembly: string, dataFolder?: (run: number) => string): Promise<Figures[]> {
  const all: Figures[] = [];
  for (let run = 0; run < runs; run++) {
    const server = await startServer(assembly, dataFolder?.(run));
    await server.ask({ type: 'fill', jobs: 1000 });
    await requestsPerSecond(server.ready, { ...submissions, count: 300 });
    await server.ask({ type: 'idle' });
    all.push(await measure(server));
    await server.stop();
  }
  return all;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const [load = 0] = loadavg();
  say(`Medians of ${runs} runs; ${connections} connections; load average ${load.toFixed(1)} at the start`);
  heading('the process');
  const starts: Awaited<ReturnType<typeof measureStart>>[] = [];
  for (let run = 0; run < runs; run++) starts.push(await measureStart(testAssembly));
  const readySeconds = starts.map((start) => start.readySeconds);
  const idleMb = starts.map((start) => start.idleMb);
  row('process start to ready', readySeconds, 2, 's');
  row('memory of the process, idle after its first job', idleMb, 0, 'MB');

  heading('jobs wait in the queue');
  const queueing = await measuredAssembly(join(folder, 'queueing'), 1);
  const postRates: number[] = [];
  for (let run = 0; run < runs; run++) {
    const server = await startServer(queueing);
    await requestsPerSecond(server.ready, { ...submissions, count: 300 });
    postRates.push(await requestsPerSecond(server.ready, submissions));
    await server.stop();
  }
  row('accepted POSTs', postRates, 0, 'per second');

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
    heading(`${size.toLocaleString('en')} jobs in the table, jobs that do nothing, ${jobsAtOnce} at once`);
    printRows(figures);
  }

  heading(`jobs that do nothing, ${jobsAtOnce} at once, with --data`);
  printRows(await measureNewStacks(measured, (run) => join(folder, `data-${run}`)));
  heading('jobs of 10 ms, 100 at once');
  printRows(await measureNewStacks(await measuredAssembly(join(folder, 'short'), 100, 10)));

  say(`\nLoad average ${loadavg()[0]?.toFixed(1) ?? '?'} at the end`);
  if (values.write === true) writePage(load);
} finally {
  rmSync(folder, { recursive: true });
}

/** Writes docs/benchmarks.md. */
function writePage(load: number): void {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GB`;
  const tables = lines.map((line) =>
    typeof line === 'string'
      ? `\n## ${line.charAt(0).toUpperCase()}${line.slice(1)}\n\n| | median | min | max | |\n| --- | ---: | ---: | ---: | --- |`
      : `| ${line.what} | ${[median(line.figures), Math.min(...line.figures), Math.max(...line.figures)].map((figure) => figure.toFixed(line.digits)).join(' | ')} | ${line.unit} |`,
  );
  const page = `# Benchmarks of the local run

Generated by \`npx nx bench local --write\` on ${new Date().toISOString().slice(0, 10)}: ${runs} runs, ${count} requests, ${connections} connections. The client runs on the same machine and takes its share of CPU time.

Machine: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memory}, ${type()}, Node.js ${process.version}; load ${load.toFixed(1)} at the start.
${tables.join('\n')}

${whereTheTimeGoes}
`;
  writeFileSync(join(import.meta.dirname, '../../../docs/benchmarks.md'), page);
}
