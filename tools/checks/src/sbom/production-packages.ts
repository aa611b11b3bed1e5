import { posix } from 'node:path';

interface LockEntry {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export type LockedPackages = Readonly<Record<string, LockEntry>>;

/**
 * The packages that npm installs for users of a package: its dependencies and theirs, without devDependencies.
 * `npm sbom --omit dev` would omit everything that any other workspace package needs for development.
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

/** Resolves a package like Node: from the importer's folder upwards. */
function resolvePackage(packages: LockedPackages, from: string, name: string): string {
  for (let folder = from; ; folder = posix.dirname(folder)) {
    const path = folder === '.' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '.') throw new Error(`package-lock.json is missing ${name}, which ${from} needs.`);
  }
}
