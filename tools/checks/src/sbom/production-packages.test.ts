import { expect, it } from 'vitest';
import { productionPackages } from './production-packages.ts';

it('follows dependencies to the version that Node would load', () => {
  const packages = {
    'apps/cli': { version: '0.1.0', dependencies: { a: '^1.0.0' } },
    'node_modules/a': { version: '1.0.0', dependencies: { b: '^1.0.0', c: '^1.0.0' } },
    'node_modules/a/node_modules/b': { version: '1.5.0', dependencies: { c: '^1.0.0', a: '^1.0.0' } },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/c': { version: '1.2.3' },
    'node_modules/unused': { version: '9.0.0' },
  };
  expect(productionPackages(packages, 'apps/cli')).toEqual(['a@1.0.0', 'b@1.5.0', 'c@1.2.3']);
});

it('names a package missing from the lock file', () => {
  const packages = { 'apps/cli': { dependencies: { a: '^1.0.0' } } };
  expect(() => productionPackages(packages, 'apps/cli')).toThrow(/is missing a, which apps\/cli needs/);
});
