import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspace } from '../workspace/environment.ts';
import { installRequirements } from '../workspace/python-tools.ts';
import { mustRun } from '../workspace/run-command.ts';
import { unauditedSecrets } from './unaudited-secrets.ts';

/**
 * detect-secrets must find nothing in the workspace that looks like a secret, except for
 * audited false positives in `.secrets.baseline`.
 */
const scan = ['scan', '--no-verify', '--baseline'];
const detectSecrets = join(installRequirements('secrets'), 'detect-secrets');
const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
try {
  const found = join(folder, 'baseline');
  copyFileSync(join(workspace, '.secrets.baseline'), found);
  await mustRun([detectSecrets, '--cores', `${availableParallelism()}`, ...scan, found]);
  const unaudited = unauditedSecrets(readFileSync(found, 'utf8'));
  if (unaudited.length > 0) {
    throw new Error(
      `These look like secrets:\n${unaudited.join('\n')}\nRemove those that are, and replace them where they are valid. ` +
        `Mark false positives with: detect-secrets ${scan.join(' ')} .secrets.baseline && detect-secrets audit .secrets.baseline`,
    );
  }
  process.stdout.write('ok  detect-secrets finds no unaudited secrets\n');
} finally {
  rmSync(folder, { recursive: true });
}
