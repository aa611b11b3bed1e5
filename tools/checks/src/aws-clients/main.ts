import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { buildTargets } from '@jobs/local/build-targets';
import { environmentWithoutAws, workspace } from '../workspace/environment.ts';
import { installNpmTool } from '../workspace/npm-tool.ts';
import { runCommand } from '../workspace/run-command.ts';
import { type Probe, probes } from './jobs.ts';
import { startRejectingServer } from './rejecting-server.ts';

/** Bundles the processor with jobs that import typical packages, and loads each outside of any `node_modules`. */
const packages = await installNpmTool(join(import.meta.dirname, 'packages'));
const target = (await buildTargets(workspace)).find(({ project }) => project === 'processor');
if (!target) throw new Error('The processor has no build target.');
const options = target.esbuildOptions;
const server = await startRejectingServer();
const folder = mkdtempSync(join(tmpdir(), 'jobs-bundle-'));
const failures: string[] = [];
try {
  for (const probe of probes) {
    tell(probe.name, probe.expected, await tryJob(probe));
  }
  const s3 = probes.find(({ name }) => name === 's3')?.job ?? '';
  tell('an import missing from the bundle', /imports '@aws-sdk\/client-s3', which is not in it/, await omit(s3));
  tell('a large bundle', /has \d+ KB, .+@aws-sdk\/client-s3 \(\d+ KB\)/, await buildWarnings(s3));
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (failures.length > 0) {
  process.stderr.write(`${failures.join('\n')}\n`);
  process.exitCode = 1;
}

/** Returns the error that the job threw. */
async function tryJob({ name, job }: Probe): Promise<string> {
  const bundle = join(folder, 'handler.mjs');
  await build({ ...bundling(job), outfile: bundle });
  const script = join(folder, 'load.mjs');
  writeFileSync(
    script,
    `const { handler, runJob } = await import(${JSON.stringify(bundle)});
     if (typeof handler !== 'function') throw new Error('The bundle exports no handler.');
     const error = await runJob().then(() => new Error('The job succeeded.'), (error) => error);
     console.log(\`\${error.$metadata?.httpStatusCode ?? error.code}: \${error.name}: \${error.message}\`);
     process.exit();`,
  );
  const { output } = await runCommand(['node', script], { cwd: folder, env: functionEnvironment(name) });
  return output;
}

function tell(name: string, expected: RegExp, outcome: string): void {
  const hasSucceeded = expected.test(outcome);
  if (!hasSucceeded) failures.push(`${name}: ${outcome}`);
  process.stdout.write(`${hasSucceeded ? 'ok' : 'FAILED'}  ${name}\n`);
}

/** Returns the build error for a bundle that marks an import as external. */
async function omit(job: string): Promise<string> {
  const left = { ...bundling(job), outfile: join(folder, 'missing.mjs'), external: ['@aws-sdk/client-s3'] };
  return await build({ ...left, logLevel: 'silent' }).then(() => 'The build succeeded.', String);
}

async function buildWarnings(job: string): Promise<string> {
  const { warnings } = await build({ ...bundling(job), outfile: join(folder, 'large.mjs') });
  return warnings.map(({ text }) => text).join('\n');
}

function bundling(job: string): BuildOptions {
  return {
    ...options,
    entryPoints: [],
    stdin: {
      contents: `export { handler } from './src/handler.ts'; export { runJob } from '@jobs/domain';`,
      resolveDir: join(workspace, 'apps/processor'),
      loader: 'ts',
    },
    plugins: [withJob(job), ...(options.plugins ?? [])],
    outExtension: {},
    // Size warnings are not relevant here: the clients are known to be large.
    logLevel: 'error',
  };
}

function withJob(contents: string): Plugin {
  return {
    name: 'with-job',
    setup: (build) => {
      const file = /libs[\\/]domain[\\/]src[\\/]job\.ts$/;
      build.onLoad({ filter: file }, () => ({ contents, loader: 'ts', resolveDir: packages }));
    },
  };
}

function functionEnvironment(service: string): NodeJS.ProcessEnv {
  return {
    ...environmentWithoutAws(),
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIAPROBE',
    AWS_SECRET_ACCESS_KEY: 'probe',
    AWS_ENDPOINT_URL: server.endpointFor(service),
    JOBS_TABLE_NAME: 'jobs',
    JOB_TIME_LIMIT_SECONDS: '300',
    JOB_RETRY_ATTEMPTS: '0',
  };
}
