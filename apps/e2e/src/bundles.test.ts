import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sleeping } from '@jobs/local/testing/test-contract';
import type { Assets } from './testing/modified-assembly.ts';
import { assembly, isDeployed, stackName, startLocalTarget } from './testing/target.ts';

/** Every byte of the bundle delays a cold start. */
const maxBundleBytes = 250_000;

/** The bundles with the tests' contract and job. Other contracts may have larger bundles; their build reports it. */
function bundles(): string[] {
  const { files } = JSON.parse(readFileSync(join(assembly, `${stackName}.assets.json`), 'utf8')) as {
    files: Assets;
  };
  return Object.values(files)
    .map(({ source }) => join(assembly, source.path, 'handler.mjs'))
    .filter(existsSync);
}

describe.skipIf(isDeployed)('the functions', () => {
  it(`have bundles of at most ${maxBundleBytes} bytes`, () => {
    const sizes = bundles().map((file) => statSync(file).size);
    expect(sizes).toHaveLength(2);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(maxBundleBytes);
  });

  it('log errors with their names in the source code', async () => {
    const lines: string[] = [];
    const local = await startLocalTarget({
      report: (step) => step.type === 'function-log' && lines.push(step.line),
    });
    onTestFinished(() => local.stop());
    await expect(local.client.submitAndWait(sleeping(301))).rejects.toThrow();
    await local.stack.lambda.idle();
    const errors = lines.filter((line) => line.includes('JobTooLongError'));
    expect(errors.find((line) => line.includes('"The attempt failed"'))).toMatch(/at runTestJob .+at processJob /);
    // Lambda's own line uses the class name (F22).
    expect(errors.find((line) => line.includes('"errorType":'))).toContain('"errorType":"JobTooLongError"');
  });
});
