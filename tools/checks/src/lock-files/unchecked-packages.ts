/** An entry of `packages` in a `package-lock.json`. */
export interface LockEntry {
  readonly version?: string;
  readonly integrity?: string | undefined;
  readonly link?: boolean;
  /** Its files are in the enclosing package's tarball. */
  readonly inBundle?: boolean;
  readonly bundleDependencies?: unknown;
}

export interface LockFile {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/** The packages that npm would install unverified, because the lock file has no hash for them. */
export function uncheckedPackages({ packages }: LockFile): string[] {
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .filter(([path, { integrity = '' }]) => !isStrong(integrity) && !isBundled(path, packages))
    .map(([path]) => path);
}

const isStrong = (integrity: string) => /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity);

/** Whether an enclosing package bundles it and has a hash itself. */
function isBundled(path: string, packages: LockFile['packages']): boolean {
  if (!packages[path]?.inBundle) return false;
  const around = path.slice(0, path.lastIndexOf('/node_modules/'));
  const outer = packages[around];
  if (outer === undefined) return false;
  return (Boolean(outer.bundleDependencies) && isStrong(outer.integrity ?? '')) || isBundled(around, packages);
}

/**
 * The packages of a `requirements.txt` that have no hash: `name==version`, and after it `--hash=sha256:…` on lines of
 * their own.
 */
export function unhashedRequirements(text: string): string[] {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => !/^\s*(?:#|$)/.test(line))
    .filter((line) => !/^[\w.[\]-]+==\S+ .*--hash=sha256:[\da-f]{64}/.test(line))
    .map((line) => line.trim());
}
