import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { stackNameOf } from '@jobs/infra/stack-name';
import { parseStage } from '@jobs/infra/stage-settings';
import { synthesize } from '@jobs/infra/synthesize';
import { testBundles } from '@jobs/infra/testing/test-bundles';
import { buildTargets } from '../src/command/watch/build-target.ts';
import { testAssembly, testContract } from '../src/testing/test-contract.ts';

const workspace = resolve(import.meta.dirname, '../../..');
const stackName = stackNameOf('dev');

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

interface Assets {
  readonly files: Record<string, { source: { path: string } }>;
}

/**
 * A cloud assembly with a job that only waits, and an API without a rate limit.
 * @param milliseconds how long a job waits; with 0 it does nothing at all
 */
export function measuredAssembly(folder: string, concurrency: number, milliseconds = 0): Promise<string> {
  const wait = milliseconds > 0 ? `await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));` : '';
  const job = `export const runJob = async () => { ${wait} return { message: '' }; }; export const jobErrorTypes = [];`;
  return createAssembly(folder, { concurrency, job });
}

export interface AssemblyOptions {
  /** How many jobs run at once. */
  readonly concurrency: number;
  /** The source that replaces that of the tests' job. */
  readonly job: string;
  /** How long a job may take. @default as in the template */
  readonly timeoutSeconds?: number;
  /** Settings of the stage. @default those of the tests' assembly */
  readonly settings?: object;
}

/** A cloud assembly with the given job, and an API without a rate limit. */
export async function createAssembly(folder: string, options: AssemblyOptions): Promise<string> {
  const { concurrency, job, timeoutSeconds, settings } = options;
  const base = settings ? synthesized(`${folder}-base`, settings) : testAssembly;
  const template = readJson(base, `${stackName}.template.json`) as { Resources: Record<string, Resource> };
  const assets = readJson(base, `${stackName}.assets.json`) as Assets;
  for (const { source } of Object.values(assets.files)) source.path = resolve(base, source.path);
  for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type === 'AWS::ApiGateway::Stage') delete Properties.MethodSettings;
    if (Type === 'AWS::Lambda::Function' && logicalId.includes('Processor')) {
      Properties.ReservedConcurrentExecutions = concurrency;
      const { S3Key } = Properties.Code as { S3Key: string };
      const asset = assets.files[S3Key.replace(/\.zip$/, '')];
      if (!asset) throw new Error(`The assembly has no asset ${S3Key}.`);
      asset.source.path = await buildProcessor(join(folder, 'processor'), job);
      if (timeoutSeconds !== undefined) setTimeout(Properties, timeoutSeconds);
    }
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${stackName}.template.json`), JSON.stringify(template));
  writeFileSync(join(folder, `${stackName}.assets.json`), JSON.stringify(assets));
  writeFileSync(join(folder, 'manifest.json'), readFileSync(join(base, 'manifest.json')));
  return folder;
}

function synthesized(folder: string, settings: object): string {
  synthesize(folder, { dev: parseStage('dev', settings) }, testBundles);
  return folder;
}

function setTimeout(functionProperties: Record<string, unknown>, seconds: number): void {
  functionProperties.Timeout = seconds;
  const { Variables } = functionProperties.Environment as { Variables: Record<string, unknown> };
  Variables.JOB_TIME_LIMIT_SECONDS = String(seconds);
}

/** Bundles the processor as its own build does, with another job. */
async function buildProcessor(folder: string, job: string): Promise<string> {
  const target = (await buildTargets(workspace)).find(({ project }) => project === 'processor');
  if (!target) throw new Error('The processor has no build target.');
  const replaced: string[] = [];
  await build({
    ...target.esbuildOptions,
    conditions: [testContract, 'module'],
    outfile: join(folder, target.fileName),
    // Bundled CommonJS modules call `require`.
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
    logLevel: 'error',
    plugins: [
      {
        name: 'another job',
        setup: (bundle) => {
          bundle.onLoad({ filter: /domain[\\/]src[\\/]testing[\\/]job\.ts$/ }, ({ path }) => {
            replaced.push(path);
            return { contents: job, loader: 'ts' };
          });
        },
      },
      // The first plugin that accepts a file loads it.
      ...(target.esbuildOptions.plugins ?? []),
    ],
  });
  if (replaced.length === 0)
    throw new Error('Cannot replace the job: the bundle of the processor has no domain/src/testing/job.ts.');
  return folder;
}

function readJson(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}
