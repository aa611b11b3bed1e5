import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { apiReferencePage, withoutRemoteImages } from './api-reference.ts';
import { brokenSiteLinks } from './broken-site-links.ts';
import { pathInSite, type Section } from './sections.ts';
import { toSitePage } from './site-page.ts';
import { sitePages } from './site-pages.ts';

/**
 * Builds the documentation site into dist/site, from the pages of the workspace. Environment: `SITE_BASE`, the path
 * that it is served below; `SITE_REPOSITORY`, the base URL of repository files. Without it, links to them become plain
 * text.
 */
const workspace = resolve(import.meta.dirname, '../../../..');
const site = join(workspace, 'tools/docs/site');
const pagesFolder = join(site, 'dist');
const publicFolder = join(pagesFolder, 'public');
const output = join(workspace, 'dist/site');
const base = process.env.SITE_BASE ?? '/';
const repository = process.env.SITE_REPOSITORY?.replace(/\/+$/, '');

const sections = sitePages(workspace);
const files = sections.flatMap((section) => section.files);

rmSync(pagesFolder, { recursive: true, force: true });
rmSync(output, { recursive: true, force: true });
writePages();
writeReferences();
writeConfig();
execFileSync(process.execPath, [join(site, 'node_modules/vitepress/bin/vitepress.js'), 'build', pagesFolder], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, SITE_BASE: base },
});
const broken = brokenSiteLinks(output, base);
for (const { page, target, problem } of broken) process.stderr.write(`${page}: ${target}: ${problem}\n`);
if (broken.length > 0) process.exitCode = 1;
else process.stdout.write(`${files.length} pages in dist/site, no broken links.\n`);

function writePages(): void {
  const context = { pages: new Set(files), repository, onAsset: copyAsset };
  for (const file of files) {
    const path = join(pagesFolder, pathInSite(file));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, toSitePage(readFileSync(join(workspace, file), 'utf8'), file, context));
  }
}

/** Writes VitePress's configuration next to the pages. */
function writeConfig(): void {
  const folder = join(pagesFolder, '.vitepress');
  mkdirSync(folder, { recursive: true });
  const code = `import { siteConfig } from ${JSON.stringify(join(import.meta.dirname, 'site-config.ts'))};
export default siteConfig(${JSON.stringify(navigation(sections))});
`;
  writeFileSync(join(folder, 'config.mjs'), code);
}

function copyAsset(file: string): void {
  cpSync(join(workspace, file), join(publicFolder, file), { recursive: true });
}

/** Copies the references of the API (Redoc) and the SDK (TypeDoc). */
function writeReferences(): void {
  const contract: unknown = parse(readFileSync(join(workspace, 'openapi.yaml'), 'utf8'));
  const folder = join(publicFolder, dirname(apiReferencePage.path));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(publicFolder, apiReferencePage.path), apiReferencePage.html);
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(contract));
  writeFileSync(join(folder, 'start.js'), apiReferencePage.script);
  writeFileSync(join(folder, 'page.css'), apiReferencePage.style);
  const redoc = readFileSync(join(site, 'node_modules/redoc/bundles/redoc.standalone.js'), 'utf8');
  writeFileSync(join(folder, 'redoc.js'), withoutRemoteImages(redoc));
  cpSync(join(workspace, 'dist/docs/client-sdk'), join(publicFolder, 'reference/client-sdk'), { recursive: true });
}

function navigation(all: readonly Section[]) {
  return all.map(({ title: text, files: own, collapsed = false }) => ({
    text,
    collapsed,
    items: own.map((file) => ({ text: titleOf(file), link: `/${pathInSite(file).replace(/(?:index)?\.md$/, '')}` })),
  }));
}

function titleOf(file: string): string {
  const [, title = file] = /^# (.+)$/m.exec(readFileSync(join(workspace, file), 'utf8')) ?? [];
  return title.replaceAll('`', '');
}
