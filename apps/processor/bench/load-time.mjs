/**
 * Prints how large the functions' bundles are, and how long Node takes to load one in a fresh process, compared with an
 * empty module: `npx nx bench processor`.
 */
import { spawnSync } from 'node:child_process';
import { Console } from 'node:console';
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
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

/** Milliseconds from the start of a process to its end, when all it does is to import a module. */
function loadMs(file) {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', file, '--eval', '0'], { env: environment });
  if (status !== 0) throw new Error(`${file} does not load: ${stderr.toString()}`);
  return performance.now() - startedAt;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

const folder = mkdtempSync(join(tmpdir(), 'load-time-'));
try {
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, '');
  const times = new Map([empty, ...bundles.map(({ file }) => file)].map((file) => [file, []]));
  for (let run = 0; run < runs; run += 1) for (const [file, taken] of times) taken.push(loadMs(file));
  const base = median(times.get(empty));
  const rows = bundles.map(({ name, file }) => {
    const bundle = readFileSync(file);
    return {
      bundle: name,
      'size (bytes)': bundle.length,
      'gzipped (bytes)': gzipSync(bundle).length,
      'load, over an empty module (ms)': Math.round(median(times.get(file)) - base),
    };
  });
  process.stdout.write(`Node ${process.version}; an empty module takes ${Math.round(base)} ms; medians of ${runs}\n`);
  new Console(process.stdout).table(rows);
} finally {
  rmSync(folder, { recursive: true });
}
