import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { installPythonTools } from './python-tools.ts';

const project = resolve(import.meta.dirname, '../..');
const cache = resolve(project, '../../node_modules/.cache/infra-scan');

/**
 * Checks templates with cfn-lint and checkov, which print their findings. Accepted findings are listed in the metadata
 * of their resource (see suppress.ts); any other is a failure.
 * @returns whether nothing was found
 * @throws Error when a program cannot be installed or started
 */
export function scanTemplates(folder: string, templates: readonly string[]): boolean {
  const programs = installPythonTools(cache, join(project, 'scan-requirements.txt'));
  const checks = [
    ['cfn-lint', '--non-zero-exit-code', 'informational', ...templates],
    ['checkov', '--framework', 'cloudformation', '--compact', '--quiet', '--skip-download', '--file', ...templates],
  ] as const;
  const results = checks.map(([program, ...options]) => {
    const { status, error } = spawnSync(join(programs, program), options, {
      cwd: folder,
      stdio: 'inherit',
      env: { ...process.env, CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true', LOG_LEVEL: 'ERROR' },
    });
    if (error) throw error;
    process.stdout.write(`${program}: ${status === 0 ? 'nothing found' : 'see above'} in ${templates.join(', ')}\n`);
    return status === 0;
  });
  return results.every(Boolean);
}
