import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './environment.ts';
import { mustRun } from './run-command.ts';

/**
 * Installs an npm package that is not part of the workspace, as pinned by the manifest in a folder (and by a lock
 * file, if it is there). Safe to run in several processes at the same time.
 * @returns the folder that it is installed in
 */
export async function installNpmTool(manifests: string): Promise<string> {
  const files = readdirSync(manifests).sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(manifests, file)));
  const folder = join(cacheFolder, 'npm', hash.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;

  mkdirSync(cacheFolder, { recursive: true });
  const unfinished = mkdtempSync(join(cacheFolder, 'npm-'));
  cpSync(manifests, unfinished, { recursive: true });
  const install = files.includes('package-lock.json') ? ['ci'] : ['install', '--no-package-lock'];
  await mustRun(['npm', ...install, '--ignore-scripts', '--silent'], { cwd: unfinished });
  mkdirSync(join(cacheFolder, 'npm'), { recursive: true });
  if (existsSync(folder)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, folder);
  return folder;
}
