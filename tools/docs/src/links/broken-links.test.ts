import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesAfter } from '../recipes/recipe-patch.ts';
import { listAnchors } from './anchors.ts';
import { brokenLinks } from './broken-links.ts';
import { workspaceFiles } from './workspace-files.ts';

const workspace = resolve(import.meta.dirname, '../../../..');

/** The broken links of a page at `docs/page.md` in a workspace that also has these files. */
function brokenIn(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'links-'));
  for (const [path, content] of Object.entries({ ...files, 'docs/page.md': text })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return brokenLinks(folder, 'docs/page.md', new Set(workspaceFiles(folder))).map(
    ({ target, problem }) => `${target}: ${problem}`,
  );
}

/** The files that exist after a page's recipe is applied. */
function filesOfRecipe(page: string): string[] {
  const patch = join(workspace, dirname(page), 'recipe.patch');
  return existsSync(patch) ? [...filesAfter(readFileSync(patch, 'utf8')).keys()] : [];
}

describe('the Markdown files of this workspace', () => {
  const paths = workspaceFiles(workspace);
  // The links in page templates are relative to the generated pages.
  const pages = paths.filter((path) => path.endsWith('.md') && !path.startsWith('tools/docs/pages/'));

  it('are found', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/cost-and-scale.md']));
  });

  it.each(pages)('%s has no broken links', (page) => {
    expect(brokenLinks(workspace, page, new Set([...paths, ...filesOfRecipe(page)]))).toEqual([]);
  });
});

describe('brokenLinks', () => {
  it('finds missing files and headings', () => {
    const text = '# A page\n[a](../README.md) [b](#a-page) [c](other.md) [d](#b-page) [e](../README.md#its-end)';
    expect(brokenIn(text, { 'README.md': '# Its start' })).toEqual([
      'other.md: no such file',
      '#b-page: no such heading',
      '../README.md#its-end: no such heading',
    ]);
  });

  it('finds missing paths and file names in backticks', () => {
    const text = '`apps/a.ts` `apps/b.ts` `a.ts` `c.ts` `apps/` `./page.md` `docs/*.md`';
    expect(brokenIn(text, { 'apps/a.ts': '' })).toEqual(['apps/b.ts: no such path', 'c.ts: no such path']);
  });

  it('ignores text that is not a workspace path', () => {
    const text = '`application/json` `GET /jobs/{jobId}` `@jobs/client-sdk` `.local/stack.json` `npx nx deploy infra`';
    expect(brokenIn(text)).toEqual([]);
    expect(brokenIn('[a](https://example.com) [b](mailto:a@example.com)')).toEqual([]);
  });

  it('ignores fenced code', () => {
    expect(brokenIn('```sh\n[a](nowhere.md) `apps/none.ts`\n```')).toEqual([]);
  });
});

describe('listAnchors', () => {
  it('generates them as GitHub does', () => {
    const text = '# What `Pending` is, and why\n## A\n## A\n## [Link](x.md) text\n```\n# no heading\n```';
    expect([...listAnchors(text)]).toEqual(['what-pending-is-and-why', 'a', 'a-1', 'link-text']);
  });
});
