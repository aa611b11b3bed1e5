import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspace } from '../workspace/environment.ts';
import { copySources, nestedPackages } from '../workspace/scratch-copy.ts';

/** Files and installed packages; the links to packages of the workspace are relative, and lead into the copy. */
export function checkout(folder: string): void {
  copySources(folder);
  for (const packages of ['node_modules', ...nestedPackages()]) copyPackages(packages, folder);
  rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true });
}

/** As hard links where the file system lets it, because a copy takes long. */
function copyPackages(packages: string, folder: string): void {
  const from = join(workspace, packages);
  const to = join(folder, packages);
  mkdirSync(dirname(to), { recursive: true });
  if (spawnSync('cp', ['-al', from, to], { stdio: 'ignore' }).status === 0) return;
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}
