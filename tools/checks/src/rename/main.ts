import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../workspace/checkout.ts';
import { commandEnvironment } from '../workspace/environment.ts';
import { type Names, newNames, readNames } from '../workspace/names.ts';
import { mustRun, runCommand } from '../workspace/run-command.ts';

/**
 * Renames a copy of the workspace as the README describes, searches it for old names, and runs everything that depends
 * on names. Then it restores the old names, which must undo every change.
 */
const folder = mkdtempSync(join(tmpdir(), 'rename-'));
const root = join(folder, 'copy');
const options = { cwd: root, env: commandEnvironment(root) };

/** The projects whose tests expect names; the others only have them in imports, which the compiler checks. */
const projects = ['infra', 'operations', 'docs', 'workspace', 'client-sdk', 'local'];
/** Black-box tests that know names of the stack. */
const tests = ['jobs', 'metrics', 'policies'];
const checks = [
  ['tsc', '--build'],
  ['knip'],
  ['cspell', 'lint', '--no-progress'],
  ['env', 'LINT=quick', 'eslint', '.'],
  ['prettier', '--check', '.'],
  ['nx', 'run-many', '--targets=test', `--projects=${projects.join(',')}`, '--output-style=static'],
  ['nx', 'run', 'e2e:e2e', '--output-style=static', '--', ...tests.map((name) => `src/${name}.test.ts`)],
];

async function main(): Promise<void> {
  mkdirSync(root);
  checkout(root);
  await mustRun(['git', 'init', '--quiet'], options);
  await commit('original state');
  const old = readNames(root);
  const names = newNames(old);

  await rename(names);
  await commit('renamed');
  await mustNotFind(old);
  for (const command of checks) await mustPass(command);
  for (const patch of globSync('docs/recipes/*/recipe.patch', { cwd: root }))
    await mustPass(['git', 'apply', '--check', patch]);
  const template = `apps/infra/cdk.out/${names.name}-dev.template.json`;
  if (!existsSync(join(root, template))) throw new Error(`Synthesis did not create ${template}.`);

  await rename(old);
  await mustRun(['git', 'diff', '--stat', '--exit-code', 'HEAD~'], options);
  process.stdout.write('ok  renaming back undoes every change\n');
}

async function rename({ scope, name }: Names): Promise<void> {
  await mustPass(['npx', 'nx', 'g', 'workspace:rename', `--scope=${scope}`, `--name=${name}`]);
}

/** Searches for the old scope and for old stack names. (LICENSE still names the template's authors.) */
async function mustNotFind({ scope, name }: Names): Promise<void> {
  const old = `(^|[^[:alnum:]])${scope}([^[:alnum:]-]|$)|(^|[^[:alnum:]-])${name}-(dev|prod|staging|local|<)`;
  const { hasSucceeded, output } = await runCommand(
    ['git', 'grep', '--line-number', '--extended-regexp', old],
    options,
  );
  if (hasSucceeded) throw new Error(`Old names remain:\n${output}`);
  process.stdout.write(`ok  no package named ${scope}/… and no stack named ${name}-… is left\n`);
}

async function mustPass(command: readonly string[]): Promise<void> {
  const { hasSucceeded, output } = await runCommand(command, options);
  if (!hasSucceeded) throw new Error(`${command.join(' ')} failed:\n${output}`);
  process.stdout.write(`ok  ${command.join(' ')}\n`);
}

async function commit(message: string): Promise<void> {
  await mustRun(['git', 'add', '--all'], options);
  const author = ['-c', 'user.name=check', '-c', 'user.email=check@example.com'];
  await mustRun(['git', ...author, 'commit', '--quiet', '--no-verify', `--message=${message}`], options);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
