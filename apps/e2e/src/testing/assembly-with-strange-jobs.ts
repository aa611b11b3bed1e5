import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testBundles } from '@jobs/infra/testing/test-bundles';
import { findProcessor, modifiedAssembly } from './modified-assembly.ts';

const processor = join(testBundles.processor, 'handler.mjs');

/**
 * A cloud assembly whose processor runs extra statements before some jobs.
 * @param statements the statements, by the job's `seconds`
 * @param concurrency the number of jobs that run at a time
 */
export function assemblyWithJobCode(statements: Readonly<Record<number, string>>, concurrency: number): string {
  const bundle = mkdtempSync(join(tmpdir(), 'strange-processor-'));
  copyFileSync(processor, join(bundle, 'processor.mjs'));
  const cases = Object.entries(statements).map(([seconds, code]) => `case '${seconds}': { ${code} }`);
  writeFileSync(
    join(bundle, 'handler.mjs'),
    `import { execSync } from 'node:child_process';
    import { closeSync } from 'node:fs';
    import { handler as real } from './processor.mjs';
    export const handler = (event, context) => {
      switch (/"seconds":(\\d+)/.exec(JSON.stringify(event))?.[1]) { ${cases.join(' break; ')} }
      return real(event, context);
    };`,
  );
  return modifiedAssembly((resources, assets) => {
    assets.strange = { source: { path: bundle }, destinations: { here: { objectKey: 'strange.zip' } } };
    const properties = findProcessor(resources);
    properties.Code = { S3Bucket: 'assets', S3Key: 'strange.zip' };
    properties.ReservedConcurrentExecutions = concurrency;
  });
}
