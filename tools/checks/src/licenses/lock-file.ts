import { readFileSync } from 'node:fs';
import { isAllowed } from './allowed.ts';

interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly license?: string; readonly link?: boolean }>
  >;
}

/** What packages say in another way than by the field `license`, as read in their files. */
const saidElsewhere: Readonly<Record<string, string>> = {
  'httpntlm@1.8.13': 'MIT',
  'stack-trace@0.0.9': 'MIT',
};

/** Word lists that a tool reads (CC BY-SA): that licence asks something of those who pass them on, and nothing here does. */
const onlyRead = new Set(['@cspell/dict-en-common-misspellings@2.2.6']);

/** A tool that checks run (MPL-2.0): that licence asks something of those who change or pass on its files, and nothing here does. */
const onlyRun = new Set(['@axe-core/playwright', 'axe-core']);

/** The packages of a lock file, with their versions, whose licence is unknown or not allowed. */
export function refusedPackages(file: string): string[] {
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as LockFile;
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .flatMap(([path, { version = '', license }]) => {
      const packageName = path.split('node_modules/').at(-1) ?? '';
      const name = `${packageName}@${version}`;
      const licence = license ?? saidElsewhere[name];
      if (licence === undefined) return [`${name}: has no licence`];
      return isAllowed(licence) || onlyRead.has(name) || onlyRun.has(packageName) ? [] : [`${name}: ${licence}`];
    });
}
