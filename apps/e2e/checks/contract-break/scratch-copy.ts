import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A copy of the workspace to break things in. */
export interface ScratchCopy {
  readonly root: string;
  readonly remove: () => void;
}

/**
 * Copies all that git tracks or would track. Installed packages are links to the workspace's, those of the workspace itself
 * are the copy's own.
 */
export function makeScratchCopy(workspace: string): ScratchCopy {
  const root = mkdtempSync(join(tmpdir(), 'contract-break-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: workspace,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((name) => name && existsSync(join(workspace, name)))) {
    cpSync(join(workspace, file), join(root, file));
  }
  linkPackages(workspace, root);
  return {
    root,
    remove: () => {
      rmSync(root, { recursive: true });
    },
  };
}

function linkPackages(workspace: string, root: string): void {
  const own = '@jobs';
  const rebuilt = ['.cache', '.vite', own];
  for (const name of readdirSync(join(workspace, 'node_modules')).filter((entry) => !rebuilt.includes(entry))) {
    link(join(workspace, 'node_modules', name), join(root, 'node_modules', name));
  }
  cpSync(join(workspace, 'node_modules', own), join(root, 'node_modules', own), {
    recursive: true,
    verbatimSymlinks: true,
  });
  link(join(workspace, 'node_modules/.cache/newman'), join(root, 'node_modules/.cache/newman'));
  for (const group of ['apps', 'libs']) {
    for (const project of readdirSync(join(root, group))) {
      const nested = join(group, project, 'node_modules');
      if (existsSync(join(workspace, nested))) link(join(workspace, nested), join(root, nested));
    }
  }
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
