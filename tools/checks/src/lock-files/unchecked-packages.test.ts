import { expect, it } from 'vitest';
import { uncheckedPackages, unhashedRequirements } from './unchecked-packages.ts';

const integrity = `sha512-${'A'.repeat(86)}==`;

it('accepts packages with a hash, links, the workspace itself, and packages bundled in a checked one', () => {
  const packages = {
    '': {},
    'libs/one': { version: '1.0.0' },
    'node_modules/@scope/one': { link: true },
    'node_modules/a': { version: '1.0.0', integrity, bundleDependencies: ['b'] },
    'node_modules/a/node_modules/b': { version: '1.0.0', inBundle: true },
    'node_modules/a/node_modules/b/node_modules/c': { version: '1.0.0', inBundle: true },
  };
  expect(uncheckedPackages({ packages })).toEqual([]);
});

it.each([
  ['no hash', { 'node_modules/a': { version: '1.0.0' } }],
  ['a weak hash', { 'node_modules/a': { version: '1.0.0', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' } }],
  ['a bundled package without an enclosing package', { 'node_modules/a': { version: '1.0.0', inBundle: true } }],
])('names a package with %s', (_, packages) => {
  expect(uncheckedPackages({ packages })).toEqual(['node_modules/a']);
});

it('names a bundled package when the enclosing one is not checked', () => {
  const packages = {
    'node_modules/a': { version: '1.0.0', bundleDependencies: ['b'] },
    'node_modules/a/node_modules/b': { version: '1.0.0', inBundle: true },
  };
  expect(uncheckedPackages({ packages })).toEqual(['node_modules/a', 'node_modules/a/node_modules/b']);
});

it('names the requirements without a hash', () => {
  const hash = `--hash=sha256:${'0'.repeat(64)}`;
  const text = `# by uv\na==1.0 \\\n    ${hash} \\\n    ${hash}\nb==2.0 ; python_version < '3.11' \\\n    ${hash}\nc==3.0\nd>=1 ${hash}\n`;
  expect(unhashedRequirements(text)).toEqual(['c==3.0', `d>=1 ${hash}`]);
});
