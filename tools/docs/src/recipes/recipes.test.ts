import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPartOf, quotedCode } from './quoted-code.ts';
import { filesAfter, packagesIn } from './recipe-patch.ts';

const workspace = resolve(import.meta.dirname, '../../../..');
const folder = join(workspace, 'docs/recipes');
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const recipe = (name: string) => ({ page: read(name, 'README.md'), patch: read(name, 'recipe.patch') });
const refresh = 'Update it with: npx nx refresh-recipes checks';

/** The client on a page, which the check `recipes` runs. */
const runByCheck = 'client.mts';

describe.each(names)('the recipe %s', (name) => {
  const { page, patch } = recipe(name);
  const files = filesAfter(patch);

  it('is in the index', () => {
    expect(read('README.md')).toContain(`(${name}/README.md)`);
  });

  it('lists the files that it changes, at most six', () => {
    const table = [...page.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, file]) => file);
    expect(table.toSorted()).toEqual([...files.keys()].toSorted());
    expect(table.length).toBeLessThanOrEqual(6);
  });

  it('shows the code of its patch', () => {
    const quoted = quotedCode(page).filter(({ file }) => file !== runByCheck);
    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.filter(({ file, code }) => !isPartOf(code, files.get(file) ?? ''))).toEqual([]);
  });

  it('explains how to apply, try and undo it', () => {
    expect(page).toContain(`git apply docs/recipes/${name}/recipe.patch`);
    expect(page).toContain(`git apply --reverse docs/recipes/${name}/recipe.patch`);
    expect(page).toMatch(/^npx jobs-api submit '\{.+\}' --wait$/m);
  });

  it("adds packages in the workspace's version of the AWS SDK", () => {
    const lock = JSON.parse(readFileSync(join(workspace, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly version?: string }>>;
    };
    const current = lock.packages['node_modules/@aws-sdk/client-dynamodb']?.version;
    expect(
      [...packagesIn(patch)].filter(([, version]) => version !== current),
      refresh,
    ).toEqual([]);
  });
});

describe('a patch', () => {
  const patch = [
    'diff --git a/a.ts b/a.ts',
    '--- a/a.ts',
    '+++ b/a.ts',
    '@@ -1,3 +1,3 @@',
    ' const a = 1;',
    '-const b = 2;',
    '+  const b = 3;',
    '@@ -9 +9 @@ const z',
    '+const c = 4;',
    'diff --git a/b.json b/c.json',
    'rename from b.json',
    'rename to c.json',
    '--- a/b.json',
    '+++ b/c.json',
    '@@ -1 +1 @@',
    '+    "@aws-sdk/client-s3": "3.1.2",',
    '',
  ].join('\n');

  it('yields the resulting lines', () => {
    expect([...filesAfter(patch)]).toEqual([
      ['a.ts', 'const a = 1;\n  const b = 3;\n…\nconst c = 4;'],
      ['c.json', '    "@aws-sdk/client-s3": "3.1.2",'],
    ]);
    expect([...packagesIn(patch)]).toEqual([['@aws-sdk/client-s3', '3.1.2']]);
  });

  it('contains the code of a page only if it is contiguous', () => {
    const after = filesAfter(patch).get('a.ts') ?? '';
    const [quoted] = quotedCode('```ts a.ts\nconst a = 1;\nconst b = 3;\n```\n');
    expect(quoted).toEqual({ file: 'a.ts', code: 'const a = 1;\nconst b = 3;\n' });
    expect(isPartOf(quoted?.code ?? '', after)).toBe(true);
    expect(isPartOf('const b = 2;', after)).toBe(false);
    expect(isPartOf('const b = 3;\nconst c = 4;', after)).toBe(false);
  });
});
