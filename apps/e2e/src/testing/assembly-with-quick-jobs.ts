import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testBundles } from '@jobs/infra/testing/test-bundles';
import { findProcessor, modifiedAssembly } from './modified-assembly.ts';

const processor = join(testBundles.processor, 'handler.mjs');

/** The real processor with timers that run 100 times faster. */
const handler = `
import timers from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';
const { setTimeout: pause } = timers;
timers.setTimeout = (ms, ...rest) => pause(ms / 100, ...rest);
syncBuiltinESMExports();
export const { handler } = await import('./processor.mjs');
`;

/** A cloud assembly whose jobs finish almost immediately, with a reserved concurrency of `concurrency`. */
export function assemblyWithQuickJobs(concurrency: number): string {
  const bundle = mkdtempSync(join(tmpdir(), 'quick-processor-'));
  copyFileSync(processor, join(bundle, 'processor.mjs'));
  writeFileSync(join(bundle, 'handler.mjs'), handler);
  return modifiedAssembly((resources, assets) => {
    assets.quick = { source: { path: bundle }, destinations: { here: { objectKey: 'quick.zip' } } };
    const properties = findProcessor(resources);
    properties.Code = { S3Bucket: 'assets', S3Key: 'quick.zip' };
    properties.ReservedConcurrentExecutions = concurrency;
  });
}
