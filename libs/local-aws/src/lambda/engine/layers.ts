import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FunctionDefinition } from './function-definition.ts';

/** The maximum for a function. */
export const maxLayers = 5;

/**
 * Provides the files of functions' layers, which are in `/opt` on Lambda. A single layer is used in place;
 * several are copied into one temporary folder, the later ones over the earlier ones.
 */
export class Layers {
  /** Merged folders, keyed by the layers' own folders. */
  readonly #merged = new Map<string, string>();

  /** The folder that replaces `/opt` for a function; undefined without layers. */
  folderFor({ layerFolders = [] }: FunctionDefinition): string | undefined {
    if (layerFolders.length < 2) return layerFolders[0];
    const key = layerFolders.join('\n');
    const merged = this.#merged.get(key) ?? merge(layerFolders);
    this.#merged.set(key, merged);
    return merged;
  }

  remove(): void {
    for (const folder of this.#merged.values()) rmSync(folder, { recursive: true, force: true });
    this.#merged.clear();
  }
}

function merge(folders: readonly string[]): string {
  const merged = mkdtempSync(path.join(tmpdir(), 'lambda-layers-'));
  for (const folder of folders) cpSync(folder, merged, { recursive: true, verbatimSymlinks: true });
  return merged;
}
