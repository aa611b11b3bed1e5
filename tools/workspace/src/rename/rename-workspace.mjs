import { join } from 'node:path';
import { format, getFileInfo, resolveConfig } from 'prettier';
import { readNames } from './names.mjs';
import { renameFile } from './rename-file.mjs';

/**
 * Renames a workspace, and formats the changed files by its own settings.
 * @param files `root`: its folder; `paths`: the paths of its files; `read(path)` and `write(path, text)`
 */
export async function renameWorkspace(files, to) {
  const { root, paths, read, write } = files;
  const from = readNames(read);
  const workspace = { packages: ownPackages(from.scope, read), stages: stageNames(read) };
  for (const path of paths) {
    const text = read(path);
    const renamed = renameFile(path, text, from, to, workspace);
    if (renamed !== text) write(path, await formatted(root, path, renamed));
  }
}

/** The packages of the workspace, without other published packages of the same scope. */
function ownPackages(scope, read) {
  const { packages } = JSON.parse(read('package-lock.json'));
  return Object.entries(packages)
    .filter(([path, { link }]) => link && path.startsWith(`node_modules/${scope}/`))
    .map(([path]) => path.slice(path.lastIndexOf('/') + 1));
}

/** The stages that have a stack, the local run, and the examples in the documentation. */
function stageNames(read) {
  const stages = [...read('apps/infra/src/stages/stages.ts').matchAll(/^ {2}(\w+): \{/gm)].map(([, name]) => name);
  return [...new Set([...stages, 'local', 'staging'])];
}

async function formatted(root, path, text) {
  const file = join(root, path);
  const { ignored, inferredParser } = await getFileInfo(file, { ignorePath: join(root, '.prettierignore') });
  if (ignored || inferredParser === null) return text;
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
