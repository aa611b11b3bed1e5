import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../workspace/environment.ts';
import { readNames } from '../workspace/names.ts';

/** Makes a project of the programs, with the packages that are installed in a folder and the client as it is published. */
export function makeProject(project: string, packages: string): void {
  cpSync(join(import.meta.dirname, 'programs'), project, { recursive: true });
  // As hard links where the file system lets it. Bundlers don't follow links out of a project.
  if (spawnSync('cp', ['-al', join(packages, 'node_modules'), project], { stdio: 'ignore' }).status !== 0) {
    cpSync(join(packages, 'node_modules'), join(project, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  }
  const name = `${readNames(workspace).scope}/client-sdk`;
  // Deno takes a package only when it is named here.
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: '*' } }));
  const client = join(project, 'node_modules', name);
  mkdirSync(client, { recursive: true });
  const pack = ['pack', '--silent', '--pack-destination', project];
  const archive = execFileSync('npm', pack, { cwd: join(workspace, 'libs/client-sdk'), encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', join(project, archive), '--strip-components=1', '-C', client]);
}
