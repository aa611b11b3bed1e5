import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commandEnvironment, workspace } from '../workspace/environment.ts';
import { expectText } from '../workspace/expect-text.ts';
import { mustRun, runCommand } from '../workspace/run-command.ts';
import { listSources } from '../workspace/scratch-copy.ts';
import { withMirror } from './tampering-mirror.ts';
import { type LockEntry, type LockFile, uncheckedPackages, unhashedRequirements } from './unchecked-packages.ts';

/**
 * Everything that npm and pip install must have a hash in the repository, and npm must reject a mirror that serves a
 * tampered package. This is tried with a package that the functions bundle.
 */
const shipped = 'zod';
const tamperedFile = 'index.js';

const read = (file: string) => readFileSync(join(workspace, file), 'utf8');
const readLockFile = (file: string) => JSON.parse(read(file)) as LockFile;

const complaints = listSources().flatMap((file) => {
  if (file.endsWith('package-lock.json'))
    return uncheckedPackages(readLockFile(file)).map((path) => `${file}: ${path}`);
  if (file.endsWith('requirements.txt')) return unhashedRequirements(read(file)).map((line) => `${file}: ${line}`);
  return [];
});
complaints.push(...manifestsWithoutLock().map((file) => `${file} has no package-lock.json`));
if (complaints.length > 0) throw new Error(`Not pinned by a hash:\n${complaints.join('\n')}`);
process.stdout.write('ok  every npm and pip package has a hash\n');

const folder = mkdtempSync(join(tmpdir(), 'lock-files-'));
try {
  const entry = readLockFile('package-lock.json').packages[`node_modules/${shipped}`];
  if (entry === undefined) throw new Error(`package-lock.json does not have ${shipped}.`);
  await refuseTampered(entry);
} finally {
  rmSync(folder, { recursive: true });
}

/** Manifests of check tools without the lock file that `installNpmTool` needs. */
function manifestsWithoutLock(): string[] {
  const projects = readLockFile('package-lock.json').packages;
  return listSources().filter((file) => {
    if (!/^tools\/.+\/package\.json$/.test(file) || dirname(file) in projects) return false;
    return !existsSync(join(workspace, dirname(file), 'package-lock.json'));
  });
}

async function refuseTampered(entry: LockEntry): Promise<void> {
  const { version = '' } = entry;
  await mustRun(['npm', 'pack', '--silent', `${shipped}@${version}`], { cwd: folder });
  const original = readFileSync(join(folder, `${shipped}-${version}.tgz`));
  const harmful = repack(original);

  const honest = await install('honest', original, entry);
  if (!honest.hasSucceeded) throw new Error(`npm ci does not install the original:\n${honest.output}`);
  const refused = await install('tampered', harmful, entry);
  if (refused.hasSucceeded) throw new Error('npm ci installed a tampered package.');
  expectText('npm ci with a tampered package', refused.output, /EINTEGRITY/);
  // Counter-check: without the hash, the tampered package is installed.
  const taken = await install('unchecked', harmful, { ...entry, integrity: undefined });
  if (!taken.hasSucceeded || !taken.text.includes('tampered'))
    throw new Error('The mirror did not serve the tampered package.');
  process.stdout.write(`ok  npm ci rejects a tampered ${shipped}@${version} with EINTEGRITY\n`);
}

/** The same package with an extra line. */
function repack(tarball: Buffer): Buffer {
  const root = join(folder, 'repack');
  mkdirSync(root);
  writeFileSync(join(root, 'in.tgz'), tarball);
  execFileSync('tar', ['-xzf', 'in.tgz'], { cwd: root });
  writeFileSync(join(root, 'package', tamperedFile), '// tampered\n', { flag: 'a' });
  execFileSync('tar', ['-czf', 'out.tgz', 'package'], { cwd: root });
  return readFileSync(join(root, 'out.tgz'));
}

/** Runs `npm ci` for a project with that one dependency and an empty npm cache. */
async function install(name: string, tarball: Buffer, entry: LockEntry) {
  const root = join(folder, name);
  const dependencies = { [shipped]: entry.version ?? '' };
  mkdirSync(root);
  const manifest = { name, version: '1.0.0', dependencies };
  const packages = { '': manifest, [`node_modules/${shipped}`]: entry };
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ name, version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
  );
  cpSync(join(workspace, '.npmrc'), join(root, '.npmrc'));
  let outcome = { hasSucceeded: false, output: '' };
  await withMirror({ name: shipped, version: entry.version ?? '', tarball }, async (url) => {
    const env = { ...commandEnvironment(root), npm_config_registry: url, npm_config_cache: join(root, 'cache') };
    outcome = await runCommand(['npm', 'ci', '--fetch-retries=0'], { cwd: root, env });
  });
  const file = join(root, 'node_modules', shipped, tamperedFile);
  return { ...outcome, text: existsSync(file) ? readFileSync(file, 'utf8') : '' };
}
