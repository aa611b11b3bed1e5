import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';

/** Makes a package that exports its own name. */
function addPackage(folder: string, name: string): void {
  const home = path.join(folder, 'node_modules', name);
  mkdirSync(home, { recursive: true });
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  writeFileSync(path.join(home, 'index.js'), `module.exports = '${name}';`);
}

describe('packages of a function', () => {
  it('are found only in its own code, not in parent folders', async () => {
    const definition = functionFixture(`
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const attempt = async (load) => {
        try {
          return await load();
        } catch ({ code, message }) {
          return [code, message.split('\\n')[0].replace(/imported from .*/, 'imported from')];
        }
      };
      export const handler = async () => [
        (await import('own-package')).default,
        require('own-package'),
        await attempt(() => import('package-above')),
        await attempt(() => require('package-above')),
        await attempt(() => import('no-such-package')),
        typeof require('fs').readFileSync,
      ];`);
    addPackage(definition.codeFolder, 'own-package');
    addPackage(path.dirname(definition.codeFolder), 'package-above');
    const { result } = await lambdaFixture([definition]).call({});
    expect(result).toEqual([
      'own-package',
      'own-package',
      ['ERR_MODULE_NOT_FOUND', "Cannot find package 'package-above' imported from"],
      ['MODULE_NOT_FOUND', "Cannot find module 'package-above'"],
      ['ERR_MODULE_NOT_FOUND', "Cannot find package 'no-such-package' imported from"],
      'function',
    ]);
  });
});
