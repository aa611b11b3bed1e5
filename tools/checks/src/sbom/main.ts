import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundledPackages } from '../licenses/bundled-packages.ts';
import { commandEnvironment, workspace } from '../workspace/environment.ts';
import { readNames } from '../workspace/names.ts';
import { type LockedPackages, productionPackages } from './production-packages.ts';
import { type Component, type Sbom, selectComponents } from './select-components.ts';

/**
 * Writes bills of materials (CycloneDX, from npm) of shipped artifacts: one for each function's bundle, and one for
 * each package, which includes it. All of them are in `dist/sbom`.
 */
const { scope } = readNames(workspace);
const lockFile = JSON.parse(readFileSync(join(workspace, 'package-lock.json'), 'utf8')) as {
  packages: LockedPackages & Readonly<Record<string, { readonly integrity?: string }>>;
};
const all = readWorkspaceSbom();
const folder = join(workspace, 'dist/sbom');
mkdirSync(folder, { recursive: true });

for (const { project, type, isBundle, publishedFrom } of [
  { project: 'processor', type: 'application', isBundle: true },
  { project: 'error-handler', type: 'application', isBundle: true },
  { project: 'cli', type: 'application', isBundle: true, publishedFrom: 'apps/cli' },
  { project: 'client-sdk', type: 'library', isBundle: false, publishedFrom: 'libs/client-sdk' },
] as const) {
  const bundled = isBundle ? await bundledPackages(workspace, project) : [];
  const inside = bundled.map(({ name, version }) => `${name}@${version}`);
  const beside = publishedFrom === undefined ? [] : productionPackages(lockFile.packages, publishedFrom);
  const packages = [...new Set([...inside, ...beside])].sort();
  const artifact = { name: `${scope}/${project}`, type, packages };
  const sbom = selectComponents(all, artifact, `urn:uuid:${randomUUID()}`);
  for (const component of sbom.components) checkComponent(component);
  const text = `${JSON.stringify(sbom, undefined, 2)}\n`;
  writeFileSync(join(folder, `${project}.cdx.json`), text);
  if (publishedFrom !== undefined) writeFileSync(join(workspace, publishedFrom, 'sbom.cdx.json'), text);
  process.stdout.write(`ok  ${basename(folder)}/${project}.cdx.json: ${packages.length} packages\n`);
}

function readWorkspaceSbom(): Sbom {
  // From the lock file: packages that other checks install meanwhile are not part of it. Without the peers, because a
  // version conflict of an optional one would be an error.
  const command = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--legacy-peer-deps'];
  const options = { cwd: workspace, env: commandEnvironment(), encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const sbom = JSON.parse(execFileSync('npm', command, options)) as Sbom;
  if (sbom.bomFormat !== 'CycloneDX') throw new Error(`npm sbom wrote ${sbom.bomFormat}.`);
  return sbom;
}

/** Checks that the hash is the lock file's, so that a scanner and `npm ci` refer to the same file. */
function checkComponent({ 'bom-ref': ref, hashes = [], licenses = [], purl }: Component): void {
  const hash = hashes.find(({ alg }) => alg === 'SHA-512')?.content ?? '';
  const integrity = `sha512-${Buffer.from(hash, 'hex').toString('base64')}`;
  const isLocked = Object.values(lockFile.packages).some((entry) => entry.integrity === integrity);
  if (!isLocked || licenses.length === 0 || !purl.startsWith('pkg:npm/')) {
    throw new Error(`npm sbom lists ${ref} without a known hash, a licence or a package URL.`);
  }
}
