import { join } from 'node:path';
import { format, getFileInfo, resolveConfig } from 'prettier';
import { readNames } from './names.mjs';
import { renameFile } from './rename-file.mjs';

/**
 * Renames a workspace, formatted as its own settings say.
 * @param files `root`: its folder; `paths`: those of its files; `read(path)` and `write(path, text)`
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

/** The packages of the workspace, not those of others that are published with the same scope. */
function ownPackages(scope, read) {
  const { packages } = JSON.parse(read('package-lock.json'));
  return Object.entries(packages)
    .filter(([path, { link }]) => link && path.startsWith(`node_modules/${scope}/`))
    .map(([path]) => path.slice(path.lastIndexOf('/') + 1));
}

/** Those that have a stack, the local run, and those that the pages have as examples. */
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
