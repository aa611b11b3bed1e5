import { copyFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { newmanManifests } from '../collection/newman-manifests.ts';
import { commandEnvironment } from '../workspace/environment.ts';
import { installNpmTool } from '../workspace/npm-tool.ts';
import { type Outcome, runCommand } from '../workspace/run-command.ts';
import { makeScratchCopy } from '../workspace/scratch-copy.ts';
import { type Check, checks, importedCollection, parts } from './checks.ts';
import { type Rename, renameField } from './rename-field.ts';

/**
 * Checks that a broken contract is detected everywhere. In a copy of the workspace it renames a field in
 * `openapi.yaml` and regenerates, without changing anything else; then at least one check of each part must fail and
 * name the field. First, with nothing renamed, the same checks must pass in another copy.
 */
const newman = await installNpmTool(newmanManifests);
const renames: readonly Rename[] = [
  { from: 'seconds', to: 'duration' },
  { from: 'results', to: 'outcome' },
];

interface Result extends Outcome {
  readonly check: Check;
}

async function checkAll(rename?: Rename): Promise<readonly Result[]> {
  const { root, remove } = makeScratchCopy([newman]);
  try {
    copyFileSync(join(root, 'postman/jobs-api.postman_collection.json'), join(root, importedCollection));
    if (rename) renameField(join(root, 'openapi.yaml'), rename);
    for (const command of [
      ['node', 'libs/contract/generators/generate.ts'],
      ['nx', 'run-many', '-p', 'infra', '-t', 'synth', 'synth-test-contract', '--output-style=static'],
    ]) {
      const { hasSucceeded, output } = await runIn(root, '.', command);
      if (!hasSucceeded) throw new Error(`${command.join(' ')} failed:\n${output}`);
    }
    return await runAll(root, rename ? checks : checks.filter(({ command }) => !command.includes(importedCollection)));
  } finally {
    remove();
  }
}

/** Runs a command in a folder of the copy, with the tools and the cache of the copy. */
function runIn(root: string, folder: string, command: readonly string[]): Promise<Outcome> {
  return runCommand(command, { cwd: join(root, folder), env: commandEnvironment(root) });
}

/** Runs as many checks at a time as there are cores. */
async function runAll(root: string, all: readonly Check[]): Promise<readonly Result[]> {
  const waiting = [...all];
  const results: Result[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      results.push({ check, ...(await runIn(root, check.folder, check.command)) });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

/** Whether a check failed because of the rename. */
function isFailureOf({ hasSucceeded, output }: Result, { from, to }: Rename): boolean {
  return !hasSucceeded && new RegExp(`\\b(${from}|${to})\\b`).test(output);
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const complaints: string[] = [];

for (const { check, hasSucceeded, output } of await checkAll()) {
  if (!hasSucceeded) complaints.push(`${check.part}, ${check.name}: fails without a rename.\n${output}`);
}
say(`nothing renamed: ${complaints.length === 0 ? 'all green' : 'NOT all green'}`);

for (const rename of complaints.length === 0 ? renames : []) {
  say(`\n${rename.from} renamed to ${rename.to}:`);
  const results = await checkAll(rename);
  for (const part of parts) {
    const ofPart = results.filter(({ check }) => check.part === part);
    const red = ofPart.filter((result) => isFailureOf(result, rename));
    say(`  ${part.padEnd(14)} ${red.length > 0 ? `red: ${red.map(({ check }) => check.name).join('; ')}` : 'GREEN'}`);
    if (red.length === 0) {
      complaints.push(
        `${part} does not detect that ${rename.from} was renamed to ${rename.to}.`,
        ...ofPart.map(({ check, output }) => `${check.name}:\n${output.slice(-2000)}`),
      );
    }
  }
}
if (complaints.length > 0) {
  say(`\n${complaints.join('\n')}`);
  process.exitCode = 1;
}
