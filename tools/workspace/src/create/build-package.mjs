import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { packTemplate } from './template.mjs';

/** Builds the package `create-jobs-api`: the tracked files of this repository, and the code that renames them. */
const root = resolve(import.meta.dirname, '../../../..');
const folder = resolve(import.meta.dirname, '../../dist/create-jobs-api');
const { values } = parseArgs({ options: { 'package-version': { type: 'string', default: '0.1.0' } } });
const { license, engines, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const manifest = {
  name: 'create-jobs-api',
  version: values['package-version'],
  description: 'Creates a repository with an asynchronous job API on AWS.',
  license,
  type: 'module',
  engines,
  bin: 'src/create/main.mjs',
  files: ['src', 'template.json.br'],
  dependencies: { prettier: devDependencies.prettier },
  // Bundled, so that the formatting matches the template's own check, with only one download.
  bundleDependencies: ['prettier'],
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(join(folder, 'template.json.br'), packTemplate(root, trackedFiles()));
cpSync(join(root, 'node_modules/prettier'), join(folder, 'node_modules/prettier'), { recursive: true });
for (const [from, to] of [
  ['LICENSE', 'LICENSE'],
  ['tools/workspace/src/create/README.md', 'README.md'],
  ...modules('create', ['main', 'command-line', 'template']),
  ...modules('rename', ['names', 'rename-text', 'rename-file', 'rename-workspace']),
]) {
  cpSync(join(root, from), join(folder, to));
}
process.stdout.write(`${folder}\n`);

/** Omits files whose deletion is not committed yet. */
function trackedFiles() {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  return listed.split('\0').filter((path) => path && existsSync(join(root, path)));
}

function modules(part, names) {
  return names.map((name) => [`tools/workspace/src/${part}/${name}.mjs`, `src/${part}/${name}.mjs`]);
}
