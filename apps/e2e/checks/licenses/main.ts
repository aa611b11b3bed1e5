import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { isAllowed } from './allowed.ts';
import { bundledPackages } from './bundled-packages.ts';
import { licencesPage } from './licences-page.ts';
import { refusedPackages } from './lock-file.ts';

/**
 * Writes the licences of what is shipped inside of bundles, or compares them with `--check`; and looks through the lock
 * files for licences that are not allowed.
 */
const root = resolve(import.meta.dirname, '../../../..');
const checkOnly = process.argv.includes('--check');
const complaints: string[] = [];

const pages = [
  {
    file: 'THIRD-PARTY-LICENSES.md',
    projects: ['apps/processor', 'apps/error-handler'],
    what: 'What the bundles of the two functions contain of others. The packages that are published list theirs themselves.',
  },
  {
    file: 'apps/cli/THIRD-PARTY-LICENSES.md',
    projects: ['apps/cli'],
    what: 'What the bundle of the command contains of others.',
  },
];

for (const { file, projects, what } of pages) {
  const found = (await Promise.all(projects.map((project) => bundledPackages(root, project)))).flat();
  const packages = [...new Map(found.map((one) => [one.folder, one])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  for (const { name, licence } of packages) {
    if (!isAllowed(licence)) complaints.push(`${name}, in a bundle: ${licence}`);
  }
  const path = join(root, file);
  const text = await format(licencesPage(what, packages), { ...(await resolveConfig(path)), filepath: path });
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (checkOnly) complaints.push(`${file} is out of date: npx nx run e2e:licenses`);
  else writeFileSync(path, text);
}

for (const lockFile of ['package-lock.json', '.ci/newman/package-lock.json']) {
  complaints.push(...refusedPackages(join(root, lockFile)).map((refused) => `${lockFile}: ${refused}`));
}

process.stdout.write(
  complaints.length === 0
    ? 'All licences are allowed, and the pages of what is shipped are up to date.\n'
    : `${complaints.join('\n')}\nWhat is allowed is in apps/e2e/checks/licenses/allowed.ts.\n`,
);
process.exitCode = complaints.length === 0 ? 0 : 1;
