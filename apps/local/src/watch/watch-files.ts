import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Long enough for an editor to have written all of a file. */
const settleMs = 50;

/**
 * Tells of changed files, those that change together at once.
 * @param paths files and folders, the latter with all below
 * @param changed gets absolute paths
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
  const watchers = paths.map((path): FSWatcher => {
    if (statSync(path).isDirectory()) {
      return watch(path, { recursive: true }, (_event, name) => {
        if (name !== null) add(join(path, name));
      });
    }
    // Editors replace a file by another of its name, which a watch of the file itself would lose.
    return watch(dirname(path), (_event, name) => {
      if (name !== null && resolve(dirname(path), name) === path) add(path);
    });
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
