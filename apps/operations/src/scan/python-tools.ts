import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const oldest = [3, 10] as const;

/**
 * Installs Python programs in their own folder, if it does not exist or the requirements have changed.
 * @param folder of the virtual environment
 * @param requirements the file that lists them and all their dependencies, with versions and hashes. pip runs none of a
 *   package's code to install it, and rejects a file whose hash is not listed
 * @returns the folder of the programs
 * @throws Error that says what is missing on this machine, and how to install it
 */
export function installPythonTools(folder: string, requirements: string): string {
  const programs = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const installed = join(folder, 'requirements.txt');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(requirements, 'utf8')) return programs;

  requirePython();
  const venv = run('python3', ['-m', 'venv', '--clear', folder]);
  if (venv !== 0) {
    throw new Error('Python has no module venv. On Debian and Ubuntu: apt-get install python3-venv.');
  }
  const checked = ['--require-hashes', '--only-binary', ':all:'];
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...checked, '-r', requirements];
  if (run(join(programs, 'python'), pip) !== 0) {
    throw new Error(
      `pip could not install the packages in ${requirements}; its output is above. It needs PyPI or a mirror.`,
    );
  }
  copyFileSync(requirements, installed);
  return programs;
}

function requirePython(): void {
  const { stdout, error } = spawnSync('python3', ['-c', 'import sys; print(*sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  const [major = 0, minor = 0] = error ? [] : stdout.trim().split(' ').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  const found = major === 0 ? 'No Python 3 found' : `Python ${major}.${minor} is too old`;
  throw new Error(
    `${found}: cfn-lint and checkov need ${oldest.join('.')} or later. Install it (Debian and Ubuntu: apt-get install ` +
      'python3 python3-venv; macOS: brew install python), and run this again. Everything else works without it.',
  );
}

const run = (command: string, options: readonly string[]) =>
  spawnSync(command, options, { stdio: ['ignore', 'ignore', 'inherit'] }).status;
