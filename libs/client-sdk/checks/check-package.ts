import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { sleeping, slept } from '../src/testing/test-contract.ts';

/**
 * Packs the package as it would be published and looks at it from outside the workspace: `publint`, `attw`, its
 * manifest, the README's example compiled under `strict` with each module resolution, as ES module and as CommonJS,
 * and a job through the packed code.
 */
const packageFolder = resolve(import.meta.dirname, '..');
const modules = resolve(packageFolder, '../../node_modules');
const folder = mkdtempSync(join(tmpdir(), 'client-sdk-'));

/** Programs that use the test double also compile, whatever the contract's types are. */
const double = `import type { JobResults, JobsClient } from '@jobs/client-sdk';
import { createInMemoryJobs } from '@jobs/client-sdk/testing';
declare const results: JobResults;
export const { client }: { readonly client: JobsClient } = createInMemoryJobs({ run: () => results });
`;

try {
  const archive = pack();
  run('publint', ['--strict', archive]);
  run('attw', [archive, '--profile', 'node16']);
  install(archive);
  checkManifest();
  compileExample();
  await runJob();
  process.stdout.write('The package is as it should be.\n');
} finally {
  rmSync(folder, { recursive: true });
}

function run(command: string, args: readonly string[], cwd = packageFolder): string {
  const path = `${join(modules, '.bin')}:${process.env.PATH ?? ''}`;
  return execFileSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, PATH: path }, stdio: 'pipe' });
}

function pack(): string {
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder])) as [
    { filename: string; files: { path: string }[] },
  ];
  const stray = packed.files.filter(({ path }) => /\.test\.|test-d\.|testing|tsbuildinfo|bench|checks/.test(path));
  if (stray.length > 0) throw new Error(`Packed, but not for users: ${stray.map(({ path }) => path).join(', ')}`);
  for (const needed of [
    'README.md',
    'dist/index.js',
    'dist/index.js.map',
    'dist/index.d.ts.map',
    'dist/cjs/index.js',
    'src/index.ts',
  ]) {
    if (!packed.files.some(({ path }) => path === needed)) throw new Error(`Not packed: ${needed}`);
  }
  return join(folder, packed.filename);
}

/** What the package depends on is linked to the workspace's copy, so that nothing is downloaded. */
function install(archive: string): void {
  const target = join(folder, 'node_modules/@jobs/client-sdk');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', target]);
  for (const name of ['aws4fetch', '@aws-sdk', '@smithy', '@types']) {
    symlinkSync(join(modules, name), join(folder, 'node_modules', name));
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
}

function checkManifest(): void {
  const manifest = JSON.parse(readFileSync(join(folder, 'node_modules/@jobs/client-sdk/package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const [name, range] of Object.entries(manifest.dependencies)) {
    if (name.startsWith('@jobs/')) throw new Error(`Depends on ${name}, which is not published.`);
    if (!/^[\^~]?\d+\.\d+\.\d+$/.test(range)) throw new Error(`The version range of ${name} is not plain: ${range}.`);
  }
}

function compileExample(): void {
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readFileSync(join(packageFolder, 'README.md'), 'utf8')) ?? [];
  if (!example.includes('createJobsClient')) throw new Error('The README does not begin with an example.');
  const files = ['example.ts', 'example.cts', 'double.ts', 'double.cts'];
  for (const file of files) writeFileSync(join(folder, file), file.startsWith('example') ? example : double);
  for (const [module, moduleResolution] of [
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    const compilerOptions = { strict: true, module, moduleResolution, target: 'es2022', noEmit: true, types: ['node'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    run('tsc', ['-p', folder]);
  }
}

async function runJob(): Promise<void> {
  const server = createServer((request, response) => {
    const id = String(request.headers['idempotency-key']);
    const isSubmission = request.method === 'POST';
    const job = { id: request.url?.slice('/dev/jobs/'.length), status: 'Success', results: slept(1) };
    response.writeHead(isSubmission ? 202 : 200).end(JSON.stringify(isSubmission ? { id } : job));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { createJobsClient } = (await import(
    join(folder, 'node_modules/@jobs/client-sdk/dist/index.js')
  )) as typeof import('../src/index.ts');
  const jobs = createJobsClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  });
  const { results } = await jobs.submitAndWait(sleeping(1));
  server.close();
  server.closeAllConnections();
  if (!isDeepStrictEqual(results, slept(1))) throw new Error(`The packed client read ${JSON.stringify(results)}.`);
}
