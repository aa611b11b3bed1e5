import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenSiteLinks } from './broken-site-links.ts';
import { toSitePage } from './site-page.ts';
import { sitePages } from './site-pages.ts';

const workspace = resolve(import.meta.dirname, '../../../..');

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

describe('the pages of the site', () => {
  it('include all Markdown files of the workspace once, except excluded ones', () => {
    const files = sitePages(workspace).flatMap((section) => section.files);
    expect(new Set(files).size).toBe(files.length);
    expect(files).toEqual(expect.arrayContaining(['README.md', 'docs/runbook.md', 'apps/local/conformance.md']));
  });

  it('must be complete', () => {
    expect(() => sitePages(folderWith({ 'apps/new/README.md': '# New' }))).toThrow(
      /Neither in the site nor excluded: apps\/new\/README\.md/,
    );
  });
});

describe('a page of the site', () => {
  const assets: string[] = [];
  const page = (text: string, repository?: string) =>
    toSitePage(text, 'docs/recipes/README.md', {
      pages: new Set(['README.md', 'docs/operate.md', 'docs/recipes/README.md', 'libs/client-sdk/README.md']),
      repository,
      onAsset: (file) => assets.push(file),
    });

  it.each([
    ['[a](../operate.md#logs)', '[a](../operate.md#logs)'],
    ['[a](../../README.md)', '[a](../index.md)'],
    ['[a](../../libs/client-sdk)', '[a](../client-sdk/index.md)'],
    ['[a](#here) [b](https://example.com)', '[a](#here) [b](https://example.com)'],
    ['[the contract](../../openapi.yaml)', '[the contract](/reference/api/index.html)'],
    ['![a](../architecture.svg)', '![a](/docs/architecture.svg)'],
    ['[`job.ts`](../../libs/domain/src/job.ts) here', '`job.ts` here'],
    ['```md\n[a](../operate.md) <b>\n```', '```md\n[a](../operate.md) <b>\n```'],
    ['<!-- made -->\nfrom <id> and `<id>`<br>', 'from &lt;id> and `<id>`<br>'],
  ])('turns %j into %j', (text, expected) => {
    expect(page(text)).toBe(`::: v-pre\n${expected}\n:::\n`);
  });

  it('links to files of the repository if its URL is known', () => {
    expect(page('[a](../../libs/domain/src/job.ts)', 'https://example.com/blob/main')).toContain(
      '[a](https://example.com/blob/main/libs/domain/src/job.ts)',
    );
  });

  it('reports the files it needs', () => {
    page('![a](../architecture.svg) [b](../job-event.schema.json)');
    expect(assets).toEqual(expect.arrayContaining(['docs/architecture.svg', 'docs/job-event.schema.json']));
  });
});

describe('a built site', () => {
  it('is checked for broken links and resources on other hosts', () => {
    const folder = folderWith({
      'index.html':
        '<h1 id="top">A</h1><a href="/base/b.html#there"></a><a href="#top"></a><a href="https://example.com"></a>' +
        '<a href="/base/b.html#nowhere"></a><a href="c.html"></a><img src="https://example.com/a.png">',
      'b.html': '<h2 id="there">B</h2><a class="x" href="./"></a>',
    });
    expect(brokenSiteLinks(folder, '/base/')).toEqual([
      { page: 'index.html', target: '/base/b.html#nowhere', problem: 'no such heading' },
      { page: 'index.html', target: 'c.html', problem: 'no such file' },
      { page: 'index.html', target: 'https://example.com/a.png', problem: 'loaded from elsewhere' },
    ]);
  });
});
