import { posix } from 'node:path';

interface LockEntry {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export type LockedPackages = Readonly<Record<string, LockEntry>>;

/**
 * What npm installs with a package for those who use it: its dependencies and theirs, without those of development.
 * `npm sbom --omit dev` leaves out everything that another package of the workspace needs for development.
 * @param packages of a `package-lock.json`
 * @param folder of the package in the workspace
 * @returns `name@version` of each, sorted
 */
export function productionPackages(packages: LockedPackages, folder: string): string[] {
  const found = new Map<string, string>();
  const visit = (path: string) => {
    for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
      const dependency = resolvePackage(packages, path, name);
      if (found.has(dependency)) continue;
      found.set(dependency, `${name}@${packages[dependency]?.version ?? ''}`);
      visit(dependency);
    }
  };
  visit(folder);
  return [...new Set(found.values())].sort();
}

/** As Node does: from the folder of the importer, up. */
function resolvePackage(packages: LockedPackages, from: string, name: string): string {
  for (let folder = from; ; folder = posix.dirname(folder)) {
    const path = folder === '.' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '.') throw new Error(`package-lock.json does not have ${name}, which ${from} needs.`);
  }
}
