import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders with installed, built or temporary files. */
const ignoredFolders = new Set([
  ...['node_modules', 'dist', 'out-tsc', 'cdk.out', 'coverage', 'test-results'],
  ...['.git', '.nx', '.local', '.venv'],
]);

/** All files and folders of a workspace, as relative paths. */
export function workspaceFiles(workspace: string, folder = ''): string[] {
  return readdirSync(join(workspace, folder), { withFileTypes: true }).flatMap((entry) => {
    if (ignoredFolders.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...workspaceFiles(workspace, path)] : [path];
  });
}
