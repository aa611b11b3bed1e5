import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of what is installed, built or kept while running. */
const notOurs = new Set([
  ...['node_modules', 'dist', 'out-tsc', 'cdk.out', 'coverage', 'test-results'],
  ...['.git', '.nx', '.local', '.venv'],
]);

/** All files and folders of a workspace, as paths from it. */
export function workspaceFiles(workspace: string, folder = ''): string[] {
  return readdirSync(join(workspace, folder), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...workspaceFiles(workspace, path)] : [path];
  });
}
