import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from './environment.ts';
import { copySources, nestedPackages } from './scratch-copy.ts';

/** Copies files and installed packages; links to workspace packages are relative and point into the copy. */
export function checkout(folder: string): void {
  copySources(folder);
  for (const packages of ['node_modules', ...nestedPackages()]) copyPackages(packages, folder);
}

/** Caches of tools among the packages, which other checks may be writing. */
const kept = ['.cache', '.vite'];

/** Uses hard links where the file system supports them, because copying is slow. */
function copyPackages(packages: string, folder: string): void {
  const from = join(workspace, packages);
  const to = join(folder, packages);
  const entries = readdirSync(from).filter((name) => !kept.includes(name));
  mkdirSync(to, { recursive: true });
  if (spawnSync('cp', ['-al', ...entries, to], { cwd: from, stdio: 'ignore' }).status === 0) return;
  rmSync(to, { recursive: true, force: true });
  for (const entry of entries) {
    cpSync(join(from, entry), join(to, entry), { recursive: true, verbatimSymlinks: true });
  }
}
