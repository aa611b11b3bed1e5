import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { workspace } from '../workspace/environment.ts';
import { isAllowed } from './allowed.ts';
import { bundledPackages } from './bundled-packages.ts';
import { licencesPage } from './licences-page.ts';
import { rejectedPackages } from './lock-file.ts';

/**
 * Checks the pages that list the licences of bundled packages, or writes them with `--write`; and searches
 * the lock files for licences that are not allowed.
 */
const isWriting = process.argv.includes('--write');
const complaints: string[] = [];

const pages = [
  {
    file: 'THIRD-PARTY-LICENSES.md',
    projects: ['processor', 'error-handler'],
    what: 'Third-party code in the bundles of the two functions. The published packages have their own lists.',
  },
  {
    file: 'apps/cli/THIRD-PARTY-LICENSES.md',
    projects: ['cli'],
    what: 'Third-party code in the bundle of the command.',
  },
];

for (const { file, projects, what } of pages) {
  const found = (await Promise.all(projects.map((project) => bundledPackages(workspace, project)))).flat();
  const packages = [...new Map(found.map((one) => [one.folder, one])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  for (const { name, licence } of packages) {
    if (!isAllowed(licence)) complaints.push(`${name}, in a bundle: ${licence}`);
  }
  const path = join(workspace, file);
  const text = await format(licencesPage(what, packages), { ...(await resolveConfig(path)), filepath: path });
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (isWriting) writeFileSync(path, text);
  else complaints.push(`${file} is out of date. Run: npx nx write-licenses checks`);
}

for (const lockFile of ['package-lock.json', 'tools/checks/src/collection/newman/package-lock.json']) {
  complaints.push(...rejectedPackages(join(workspace, lockFile)).map((refused) => `${lockFile}: ${refused}`));
}

process.stdout.write(
  complaints.length === 0
    ? 'All licences are allowed, and the licence pages are up to date.\n'
    : `${complaints.join('\n')}\nAllowed licences are listed in tools/checks/src/licenses/allowed.ts.\n`,
);
process.exitCode = complaints.length === 0 ? 0 : 1;
