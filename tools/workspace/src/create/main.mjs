#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import process from 'node:process';
import { URL } from 'node:url';
import { parseNames } from '../rename/names.mjs';
import { renameWorkspace } from '../rename/rename-workspace.mjs';
import { help, parseCommandLine } from './command-line.mjs';
import { unpackTemplate } from './template.mjs';

async function main() {
  const options = parseCommandLine(process.argv.slice(2));
  if (options.help) return help;
  const { directory, ...asked } = options;
  const names = parseNames(asked);
  const root = resolve(directory);
  refuseFiles(root, directory);

  mkdirSync(root, { recursive: true });
  const paths = unpackTemplate(readFileSync(new URL('../../template.json.br', import.meta.url)), root);
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const write = (path, text) => {
    writeFileSync(join(root, path), text);
  };
  await renameWorkspace({ root, paths, read, write }, names);
  makeRepository(root);
  return `Created ${names.name} in ${root}: the packages ${names.scope}/…, the stacks ${names.name}-dev and ${names.name}-prod.

Next:
  cd ${relative(process.cwd(), root) || '.'}
  npm ci
  npm start
`;
}

/** The folder may be a fresh repository, but must hold nothing else. */
function refuseFiles(root, directory) {
  if (!existsSync(root)) return;
  if (readdirSync(root).every((name) => name === '.git')) return;
  throw new Error(`Cannot write to ${directory}: it is not empty. Choose another folder with --directory.`);
}

/**
 * The hooks and some tests of the workspace need git. Does nothing in a folder that is already part of a repository.
 */
function makeRepository(root) {
  const git = (...args) => spawnSync('git', args, { cwd: root, stdio: 'ignore' }).status === 0;
  if (!git('rev-parse', '--is-inside-work-tree')) git('init', '--quiet', '--initial-branch=main');
}

try {
  process.stdout.write(await main());
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
