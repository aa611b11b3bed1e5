import { execFileSync, spawnSync } from 'node:child_process';
import process from 'node:process';
import { visitNotIgnoredFiles } from '@nx/devkit';
import { parseNames, readNames } from './names.mjs';
import { renameWorkspace } from './rename-workspace.mjs';

/** `nx g workspace:rename`: rewrites the names in all files, then lets npm link the packages by their new names. */
export default async function rename(tree, { scope, name, allowDirty }) {
  const read = (path) => tree.read(path, 'utf8');
  const now = readNames(read);
  const names = parseNames({ scope: scope ?? now.scope, name: name ?? now.name });
  if (names.scope === now.scope && names.name === now.name) {
    process.stdout.write(`Nothing to rename: the workspace already uses ${names.scope} and ${names.name}.\n`);
    return undefined;
  }
  if (!allowDirty) refuseChanges(tree.root);

  const paths = [];
  visitNotIgnoredFiles(tree, '.', (path) => paths.push(path));
  const write = (path, text) => tree.write(path, text);
  await renameWorkspace({ root: tree.root, paths, read, write }, names);
  return () => {
    linkPackages(tree.root);
    process.stdout.write(`Renamed to ${names.scope} and ${names.name}. Check the result with: npm test\n`);
  };
}

/** In a clean tree, the renaming can be reviewed and undone on its own. */
function refuseChanges(root) {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  if (status !== 0 || stdout === '') return;
  throw new Error('Cannot rename: there are uncommitted changes. Commit them first, or add --allow-dirty.');
}

function linkPackages(root) {
  const install = ['install', '--ignore-scripts', '--no-save', '--prefer-offline', '--no-audit', '--no-fund'];
  execFileSync('npm', install, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
}
