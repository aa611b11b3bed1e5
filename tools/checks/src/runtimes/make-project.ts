import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../workspace/environment.ts';
import { readNames } from '../workspace/names.ts';

/** Creates a project from the programs, with the installed packages and the published client. */
export function makeProject(project: string, packages: string): void {
  cpSync(join(import.meta.dirname, 'programs'), project, { recursive: true });
  // As hard links where the file system supports them: bundlers don't follow symlinks out of a project.
  if (spawnSync('cp', ['-al', join(packages, 'node_modules'), project], { stdio: 'ignore' }).status !== 0) {
    cpSync(join(packages, 'node_modules'), join(project, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  }
  const name = `${readNames(workspace).scope}/client-sdk`;
  // Deno only resolves packages that are listed here.
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: '*' } }));
  const client = join(project, 'node_modules', name);
  mkdirSync(client, { recursive: true });
  const pack = ['pack', '--silent', '--pack-destination', project];
  const archive = execFileSync('npm', pack, { cwd: join(workspace, 'libs/client-sdk'), encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', join(project, archive), '--strip-components=1', '-C', client]);
}
