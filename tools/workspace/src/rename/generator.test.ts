import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTree } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import rename from './generator.mjs';

const link = (resolved: string) => ({ resolved, link: true });
const lockFile = {
  name: 'old',
  packages: {
    '': { name: 'old', workspaces: ['apps/*'] },
    'apps/infra': { name: '@old/infra', dependencies: { '@aws-cdk/core': '1.0.0', '@old/contract': '*' } },
    'node_modules/@aws-cdk/core': { version: '1.0.0', integrity: 'sha512-core' },
    'node_modules/@old/contract': link('libs/contract'),
    'node_modules/@old/infra': link('apps/infra'),
    'node_modules/@old/lint': { version: '1.0.0', integrity: 'sha512-lint' },
  },
};

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "old", "devDependencies": { "@old/lint": "1.0.0" } }',
  'package-lock.json': JSON.stringify(lockFile),
  'apps/infra/package.json': JSON.stringify(lockFile.packages['apps/infra']),
  'apps/infra/src/stages/project-name.ts': "export const projectName = 'old';\n",
  'apps/infra/src/stages/stages.ts': 'export const stages = {\n  dev: {},\n  qa: { retainData: true },\n};\n',
  'apps/infra/src/main.ts': 'import { contract, operations, schemas, limits } from "@old/contract/that/is/long";\n',
  'cspell.config.jsonc': '{\n  "ignoreWords": ["old"], // The project\'s names.\n  "words": ["authtype"]\n}\n',
  'README.md': '# Old API\n\n| stack    | package      |\n| -------- | ------------ |\n| `old-qa` | `@old/infra` |\n',
  LICENSE: 'Copyright (c) The Old API authors\n',
  '.gitignore': 'node_modules/\n',
  'node_modules/@old/lint/package.json': '{ "name": "@old/lint" }',
};

let tree: Tree;
beforeEach(() => {
  tree = createTree();
  for (const [path, text] of Object.entries(files)) tree.write(path, text);
});

const text = (path: string) => tree.read(path, 'utf8');
const json = (path: string) => JSON.parse(text(path) ?? '') as unknown;
const acme = { scope: '@acme', name: 'order-entry' };

describe('nx g workspace:rename', () => {
  it('renames packages, stacks and titles, and formats what it changes', async () => {
    await rename(tree, acme);
    expect(text('apps/infra/src/stages/project-name.ts')).toContain('order-entry');
    expect(text('README.md')).toBe(
      '# Order Entry API\n\n| stack            | package       |\n| ---------------- | ------------- |\n' +
        '| `order-entry-qa` | `@acme/infra` |\n',
    );
    expect(text('apps/infra/src/main.ts')).toBe(
      'import {\n  contract,\n  operations,\n  schemas,\n  limits,\n} from "@acme/contract/that/is/long";\n',
    );
  });

  it('writes the manifests and the lock file as npm would', async () => {
    await rename(tree, acme);
    expect(json('package.json')).toEqual({ name: 'order-entry', devDependencies: { '@old/lint': '1.0.0' } });
    const { packages } = json('package-lock.json') as typeof lockFile;
    expect(Object.keys(packages)).toEqual([
      ...['', 'apps/infra', 'node_modules/@acme/contract', 'node_modules/@acme/infra'],
      ...['node_modules/@aws-cdk/core', 'node_modules/@old/lint'],
    ]);
    expect(Object.keys(packages['apps/infra'].dependencies)).toEqual(['@acme/contract', '@aws-cdk/core']);
    expect(packages['node_modules/@aws-cdk/core']).toEqual(lockFile.packages['node_modules/@aws-cdk/core']);
  });

  it('adds the names to the spelling dictionary', async () => {
    await rename(tree, acme);
    expect(text('cspell.config.jsonc')).toContain(
      '"ignoreWords": ["acme", "order", "entry"], // The project\'s names.',
    );
  });

  it('keeps the copyright and ignored files unchanged', async () => {
    await rename(tree, acme);
    for (const path of ['LICENSE', 'node_modules/@old/lint/package.json']) expect(text(path)).toBe(files[path]);
  });

  it('renames only the given name', async () => {
    await rename(tree, { name: 'orders' });
    expect(text('README.md')).toContain('`orders-qa`');
    expect(text('README.md')).toContain('`@old/infra`');
  });

  it('can be run again, and undone', async () => {
    await rename(tree, acme);
    const before = Object.keys(files).map(text);
    await rename(tree, { scope: '@other', name: 'other' });
    await rename(tree, acme);
    expect(Object.keys(files).map(text)).toEqual(before);
  });

  it('reports that there is nothing to rename', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await expect(rename(tree, { scope: 'old', name: 'old' })).resolves.toBeUndefined();
    expect(write).toHaveBeenCalledWith('Nothing to rename: the workspace already uses @old and old.\n');
    write.mockRestore();
  });

  it('rejects uncommitted changes unless --allow-dirty is set', async () => {
    const root = mkdtempSync(join(tmpdir(), 'rename-'));
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    writeFileSync(join(root, 'draft.md'), '# Draft\n');
    Object.assign(tree, { root });
    await expect(rename(tree, acme)).rejects.toThrow(/uncommitted changes\. Commit them.*--allow-dirty/);
    expect(text('README.md')).toBe(files['README.md']);
    await rename(tree, { ...acme, allowDirty: true });
    expect(text('README.md')).toContain('Order Entry API');
  });
});
