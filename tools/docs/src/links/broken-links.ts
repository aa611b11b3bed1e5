import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { listAnchors, withoutCode } from './anchors.ts';

/** A broken link or path on a page. */
export interface BrokenLink {
  readonly file: string;
  readonly target: string;
  readonly problem: 'no such file' | 'no such heading' | 'no such path';
}

/** Folders created by builds or runs, which do not exist in a fresh clone. */
const made = /(?:^|\/)(?:\.local|cdk\.out|dist|node_modules|test-results|out-tsc|\.venv)(?:\/|$)|^\.nx\//;

/** Names of files in other projects, or that a reader creates. */
const namesOfOthers = new Set(['package.json', 'tsconfig.json', 'samconfig.toml']);

/** A path in backticks: at least one slash and no space, or a file name with an extension used here. */
const pathLike = /^\.{0,2}[\w@-][\w@.-]*(?:\/[\w@.{}*-]+)+\/?$/;
const fileName = /^\w[\w.-]*\.(?:ts|mts|mjs|md|yaml|yml|vtl|svg|py)$/;

/**
 * The broken links of a Markdown file, and the missing paths in backticks.
 * @param file its path relative to the workspace
 * @param paths all files and folders of the workspace
 */
export function brokenLinks(workspace: string, file: string, paths: ReadonlySet<string>): BrokenLink[] {
  const text = withoutCode(readFileSync(join(workspace, file), 'utf8'));
  return [
    ...linksOf(text).flatMap((target) => brokenLink(workspace, file, target)),
    ...missingPaths(file, text, paths),
  ];
}

function linksOf(text: string): string[] {
  const inline = [...text.matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)];
  const references = [...text.matchAll(/^\[[^\]]+\]: *(\S+)/gm)];
  const html = [...text.matchAll(/<(?:img|a|source)\s[^>]*?\b(?:src|href|srcset)="([^"]+)"/g)];
  return [...inline, ...references, ...html].map(([, target = '']) => target);
}

function brokenLink(workspace: string, file: string, target: string): BrokenLink[] {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
  const [path = '', anchor] = decodeURI(target).split('#');
  const linked = path === '' ? file : normalize(join(dirname(file), path));
  if (made.test(linked)) return [];
  if (!existsSync(join(workspace, linked))) return [{ file, target, problem: 'no such file' }];
  if (anchor === undefined || !linked.endsWith('.md')) return [];
  const anchors = listAnchors(readFileSync(join(workspace, linked), 'utf8'));
  return anchors.has(anchor) ? [] : [{ file, target, problem: 'no such heading' }];
}

function missingPaths(file: string, text: string, paths: ReadonlySet<string>): BrokenLink[] {
  const folders = new Set([...paths].map((path) => path.split('/')[0]));
  const names = new Set([...paths].map((path) => path.split('/').at(-1)));
  const isThere = (path: string): boolean => {
    if (made.test(path) || /[{}*]/.test(path)) return true;
    const bare = path.replace(/\/$/, '');
    const [first] = bare.split('/');
    if (pathLike.test(path)) {
      const near = normalize(join(dirname(file), bare));
      return paths.has(normalize(bare)) || paths.has(near) || (!bare.startsWith('.') && !folders.has(first));
    }
    return !fileName.test(path) || names.has(path) || namesOfOthers.has(path);
  };
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) => !isThere(code))
    .map((target) => ({ file, target, problem: 'no such path' }));
}
