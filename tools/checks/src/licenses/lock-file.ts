import { readFileSync } from 'node:fs';
import { isAllowed } from './allowed.ts';

interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly license?: string; readonly link?: boolean }>
  >;
}

/** Licences of packages without a `license` field, taken from their files. */
const licencesFromFiles: Readonly<Record<string, string>> = {
  'httpntlm@1.8.13': 'MIT',
  'stack-trace@0.0.9': 'MIT',
};

/**
 * Word lists that a tool reads (CC BY-SA): the licence's conditions apply to redistribution, and they are not
 * redistributed.
 */
const readOnlyData = new Set(['@cspell/dict-en-common-misspellings@2.2.6']);

/** A tool that checks run (MPL-2.0): its conditions apply to modifying or redistributing it, which we don't do. */
const toolsOnly = new Set(['@axe-core/playwright', 'axe-core']);

/** The packages of a lock file, with their versions, whose licence is unknown or not allowed. */
export function rejectedPackages(file: string): string[] {
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as LockFile;
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .flatMap(([path, { version = '', license }]) => {
      const packageName = path.split('node_modules/').at(-1) ?? '';
      const name = `${packageName}@${version}`;
      const licence = license ?? licencesFromFiles[name];
      if (licence === undefined) return [`${name}: no licence found`];
      return isAllowed(licence) || readOnlyData.has(name) || toolsOnly.has(packageName) ? [] : [`${name}: ${licence}`];
    });
}
