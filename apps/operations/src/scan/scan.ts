import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installPythonTools } from './python-tools.ts';

/**
 * Checks the templates of all stages with cfn-lint and checkov. Findings that are accepted say so in the metadata of their
 * resource (see suppress.ts); any other is a failure.
 */
const project = resolve(import.meta.dirname, '../..');
const assembly = resolve(project, '../infra/cdk.out');
const cache = resolve(project, '../../node_modules/.cache/infra-scan');

try {
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  if (templates.length === 0) throw new Error(`${assembly} has no templates.`);
  const programs = installPythonTools(cache, join(project, 'scan-requirements.txt'));
  const checks = [
    ['cfn-lint', '--non-zero-exit-code', 'informational', ...templates],
    ['checkov', '--framework', 'cloudformation', '--compact', '--quiet', '--skip-download', '--file', ...templates],
  ] as const;
  for (const [program, ...options] of checks) {
    const { status, error } = spawnSync(join(programs, program), options, {
      cwd: assembly,
      stdio: 'inherit',
      env: { ...process.env, CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true', LOG_LEVEL: 'ERROR' },
    });
    if (error) throw error;
    process.stdout.write(`${program}: ${status === 0 ? 'nothing found' : 'see above'} in ${templates.join(', ')}\n`);
    if (status !== 0) process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`Can't scan: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
