import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { workspace } from './environment.ts';

/** A copy of the workspace in which a check can change files or run Nx without disturbing the outer run. */
export interface ScratchCopy {
  readonly root: string;
  readonly remove: () => void;
}

/**
 * Copies all files that git tracks or would track. Installed packages are links to the workspace's; workspace packages
 * are the copy's own.
 * @param tools further folders of the workspace to link
 */
export function makeScratchCopy(tools: readonly string[] = []): ScratchCopy {
  const root = mkdtempSync(join(tmpdir(), 'jobs-copy-'));
  copySources(root);
  copyCompiled(root);
  linkPackages(root);
  for (const tool of tools) link(tool, join(root, relative(workspace, tool)));
  return {
    root,
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Copies the current files, committed or not. */
export function copySources(root: string): void {
  for (const file of listSources()) cpSync(join(workspace, file), join(root, file));
}

/** The files that git tracks or would track. */
export function listSources(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: workspace,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((name) => name && existsSync(join(workspace, name)));
}

/** Copies the output of `tsc --build`, so that only changes are recompiled in the copy. */
export function copyCompiled(root: string): void {
  for (const folder of globSync('{apps,libs,tools}/*/out-tsc', { cwd: workspace })) {
    cpSync(join(workspace, folder), join(root, folder), { recursive: true });
  }
}

function linkPackages(root: string): void {
  const rebuilt = ['.cache', '.vite'];
  for (const name of readdirSync(join(workspace, 'node_modules')).filter((entry) => !rebuilt.includes(entry))) {
    const [from, to] = [join(workspace, 'node_modules', name), join(root, 'node_modules', name)];
    if (isOwn(from)) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else link(from, to);
  }
  for (const nested of nestedPackages()) link(join(workspace, nested), join(root, nested));
}

/** A package of the workspace, which is a link into it, or a scope of such packages. */
function isOwn(path: string): boolean {
  if (lstatSync(path).isSymbolicLink()) return true;
  return basename(path).startsWith('@') && readdirSync(path).some((name) => isOwn(join(path, name)));
}

/** The projects' own node_modules folders. */
export function nestedPackages(): string[] {
  return globSync('{apps,libs,tools}/*/node_modules', { cwd: workspace });
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
