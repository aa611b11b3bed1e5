import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { testContract } from '@jobs/local/testing/test-contract';
import { assemblyWithSubscriber } from './assembly-with-subscriber.ts';
import { type Assets, findProcessor, resourceOf, type Resources } from './modified-assembly.ts';
import { stackName } from './target.ts';

/** Markers in job parameters and results, which must not leak. */
export const canaries = { parameter: 424_242_867_530_940, result: 'canary-of-a-result' } as const;

/** How a job ends: `seconds` is the parameter canary plus one of these. */
export const endings = { success: 1, error: 2, wrongResults: 3, noJson: 4, exit: 5, never: 6 } as const;

const processor = resolve(import.meta.dirname, '../../../processor/src');

/** The real processor with tracing, and a job that ends in many ways with canaries in all its output. */
const code = (xrayAddress: string) => `
import { createHandler } from ${JSON.stringify(`${processor}/create-handler.ts`)};
import { createDependencies } from ${JSON.stringify(`${processor}/dependencies.ts`)};
const result = '${canaries.result}';
const runJob = ({ seconds }) => {
  const text = result + ' ' + seconds;
  switch (seconds - ${canaries.parameter}) {
    case ${endings.success}: return Promise.resolve({ message: text });
    case ${endings.error}: return Promise.reject(new TypeError(text, { cause: new Error(text) }));
    case ${endings.wrongResults}: return Promise.resolve({ message: seconds, [result]: text });
    case ${endings.noJson}: return Promise.resolve({ message: { toJSON: () => { throw new Error(text); } } });
    case ${endings.exit}: return process.exit(3);
    default: return new Promise((resolve) => setTimeout(resolve, 60_000));
  }
};
process.env.AWS_XRAY_DAEMON_ADDRESS = '${xrayAddress}';
const real = createHandler({ ...createDependencies(process.env), runJob });
export const handler = (event, context) => {
  process.env._X_AMZN_TRACE_ID = process.env._X_AMZN_TRACE_ID?.replace('Sampled=0', 'Sampled=1');
  return real(event, context);
};`;

/** A cloud assembly with that job, a gateway that accepts any JSON object, and an event subscriber. */
export function assemblyWithCanaries(
  settings: object,
  xrayAddress: string,
  change?: (resources: Resources) => void,
): string {
  const folder = assemblyWithSubscriber(settings, (resources) => {
    findProcessor(resources).Code = { S3Bucket: 'assets', S3Key: 'canaries.zip' };
    resourceOf(resources, 'AWS::ApiGateway::Model').Schema = { type: 'object' };
    change?.(resources);
  });
  const path = mkdtempSync(join(tmpdir(), 'canaries-'));
  buildSync({
    stdin: { contents: code(xrayAddress), resolveDir: processor },
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['@jobs/source', testContract],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    outfile: join(path, 'handler.mjs'),
  });
  const file = join(folder, `${stackName}.assets.json`);
  const assets = JSON.parse(readFileSync(file, 'utf8')) as { files: Assets };
  assets.files.canaries = { source: { path }, destinations: { here: { objectKey: 'canaries.zip' } } };
  writeFileSync(file, JSON.stringify(assets));
  return folder;
}
