import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createProjectGraphAsync } from '@nx/devkit';
import { workspace } from '../workspace/environment.ts';
import { listSources } from '../workspace/scratch-copy.ts';
import { hiddenInputs } from './hidden-inputs.ts';

/** Each input file of a target must be visible to Nx; otherwise changes to it are missed and cached results used. */
const { nodes } = await createProjectGraphAsync({ exitOnError: true });
const targets = Object.entries(nodes).flatMap(([project, { data }]) => {
  const namedInputs = Object.values(data.namedInputs ?? {}).flat();
  return [
    { task: `${project}, named inputs`, root: data.root, inputs: namedInputs },
    ...Object.entries(data.targets ?? {}).map(([target, { inputs = [] }]) => ({
      task: `${project}:${target}`,
      root: data.root,
      inputs,
    })),
  ];
});
const complaints = hiddenInputs(targets, { tracked: listSources(), hidden: listHidden() });
if (complaints.length > 0) throw new Error(`Nx cannot follow these inputs:\n${complaints.join('\n')}`);
process.stdout.write(`ok  Nx finds the input files of ${targets.length} targets\n`);

/** The files that `.nxignore` hides; git reads its patterns as Nx does. */
function listHidden(): string[] {
  if (!existsSync(join(workspace, '.nxignore'))) return [];
  const args = ['ls-files', '-z', '--cached', '--others', '--ignored', '--exclude-from=.nxignore'];
  return execFileSync('git', args, { cwd: workspace, encoding: 'utf8' }).split('\0').filter(Boolean);
}
