import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Long enough for an editor to finish writing a file. */
const settleMs = 50;

/**
 * Reports changed files; those that change together are reported together.
 * @param paths files and folders; folders are watched recursively
 * @param changed receives the absolute paths
 */
export function watchFiles(paths: readonly string[], changed: (files: readonly string[]) => void): () => void {
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const add = (file: string) => {
    pending.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed([...pending]);
      pending.clear();
    }, settleMs);
  };
  const watchers = new Map<string, FSWatcher>();
  /** Folder by folder: a recursive watch loses files that an editor replaces with a new one of the same name. */
  const watchFolder = (folder: string) => {
    const watcher = watch(folder, (_event, name) => {
      if (name === null) return;
      const path = join(folder, name);
      if (!watchers.has(path) && isFolder(path)) watchFolder(path);
      add(path);
    });
    // A folder that is removed is no longer watched; its parent folder reports the removal.
    watcher.on('error', () => {
      watcher.close();
      watchers.delete(folder);
    });
    watchers.set(folder, watcher);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) watchFolder(join(folder, entry.name));
    }
  };
  for (const path of paths) {
    if (isFolder(path)) watchFolder(path);
    else {
      const watcher = watch(dirname(path), (_event, name) => {
        if (name !== null && resolve(dirname(path), name) === path) add(path);
      });
      watchers.set(path, watcher);
    }
  }
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
