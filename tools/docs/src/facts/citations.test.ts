import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listAnchors } from '../links/anchors.ts';
import { workspaceFiles } from '../links/workspace-files.ts';
import { citationsIn } from './citations.ts';

const workspace = resolve(import.meta.dirname, '../../../..');
const paths = workspaceFiles(workspace);
const read = (path: string) => readFileSync(resolve(workspace, path), 'utf8');
const pages = paths.filter((path) => /^docs\/facts\/[a-z]\.md$/.test(path));
const known = new Set(
  pages
    .flatMap((path) => [...listAnchors(read(path))])
    .flatMap((anchor) => (/^[a-z]\d+$/.test(anchor) ? [anchor.toUpperCase()] : [])),
);
const isTestCode = (path: string) => /\.test(?:-d)?\.ts$|\/(?:testing|bench|fuzz|checks|generated)\//.test(path);
const cited = paths
  .filter((path) => /\.(?:ts|mjs|md)$/.test(path) && path !== 'apps/local/conformance.md')
  .flatMap((path) => citationsIn(read(path), path).map((citation) => ({ path, ...citation })));

describe('the facts of docs/facts', () => {
  it('have a page for each cited letter', () => {
    expect(pages.length).toBeGreaterThan(6);
    expect(cited.length).toBeGreaterThan(300);
  });

  it('include each number cited in code, tests or pages', () => {
    expect(cited.filter(({ number }) => !known.has(number))).toEqual([]);
  });

  it('are linked in product code, not just cited by number', () => {
    const product = cited.filter(({ path }) => /^(?:libs|apps\/infra)\/.*\.ts$/.test(path) && !isTestCode(path));
    expect(product.filter(({ isLink }) => !isLink)).toEqual([]);
  });
});

describe('citationsIn', () => {
  const numbers = (source: string, path = 'x.ts') =>
    citationsIn(source, path).map(({ number, isLink }) => (isLink ? `linked ${number}` : number));

  it.each([
    ['/** So it is (A47, B1-B3). */', ['A47', 'B1', 'B3']],
    ['/** So it is (docs/facts/a.md#a46 to #a48, #a50). */', ['linked A46', 'linked A48', 'linked A50']],
    [
      '/**\n * So it is (docs/facts/a.md#a1,\n * #a2, docs/facts/b.md#b3).\n */',
      ['linked A1', 'linked A2', 'linked B3'],
    ],
    ["call(); // C4\nconst text = 'D5';", ['C4']],
    ['// V8 has H.264, E2E, /A1/ and a-B2', []],
  ])('finds the numbers in the comments of %j', (source, expected) => {
    expect(numbers(source)).toEqual(expected);
  });

  it('finds the numbers in a page', () => {
    expect(numbers('as `A47` says', 'x.md')).toEqual(['A47']);
  });
});
