/**
 * Prints how large the functions' bundles are, and how long Node takes to load one in a fresh process, compared with an
 * empty module: `npx nx bench processor`. CPU time is more reliable than the clock if other programs are running.
 */
import { spawnSync } from 'node:child_process';
import { Console } from 'node:console';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { gzipSync } from 'node:zlib';

const runs = 9;
const apps = join(import.meta.dirname, '../..');
const bundles = ['processor', 'error-handler'].map((name) => ({ name, file: join(apps, name, 'dist/handler.mjs') }));
const environment = {
  AWS_REGION: 'eu-west-1',
  JOBS_TABLE_NAME: 'jobs',
  JOB_TIME_LIMIT_SECONDS: '300',
  JOB_RETRY_ATTEMPTS: '0',
};

const tellCpuTime = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000);';

/** Milliseconds of wall-clock and CPU time for a process that only imports a module. */
function load(file) {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', file, '--eval', tellCpuTime], {
    env: environment,
  });
  if (status !== 0) throw new Error(`${file} does not load: ${stderr.toString()}`);
  return { ms: performance.now() - startedAt, cpuMs: Number(stdout) };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** How much longer a module takes than an empty one, in whole milliseconds. */
function over(taken, base, unit) {
  return Math.round(median(taken.map((each) => each[unit])) - median(base.map((each) => each[unit])));
}

const folder = mkdtempSync(join(tmpdir(), 'load-time-'));
try {
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, '');
  const times = new Map([empty, ...bundles.map(({ file }) => file)].map((file) => [file, []]));
  for (let run = 0; run < runs; run += 1) for (const [file, taken] of times) taken.push(load(file));
  const base = times.get(empty);
  const rows = bundles.map(({ name, file }) => {
    const bundle = readFileSync(file);
    return {
      bundle: name,
      'size (bytes)': bundle.length,
      'gzipped (bytes)': gzipSync(bundle).length,
      'load, over an empty module (ms)': over(times.get(file), base, 'ms'),
      'of the processor (ms)': over(times.get(file), base, 'cpuMs'),
    };
  });
  process.stdout.write(
    `Node ${process.version}; an empty module takes ${Math.round(median(base.map(({ ms }) => ms)))} ms; medians of ${runs}\n`,
  );
  new Console(process.stdout).table(rows);
} finally {
  rmSync(folder, { recursive: true });
}
