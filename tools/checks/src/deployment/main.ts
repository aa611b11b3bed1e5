import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentWithoutAws } from '../workspace/environment.ts';
import { installRequirements, sharedPython } from '../workspace/python-tools.ts';
import { mustRun } from '../workspace/run-command.ts';
import { makeScratchCopy } from '../workspace/scratch-copy.ts';
import { withEmulator } from './emulator.ts';

/**
 * Deploys the stack to an AWS emulator with the same commands as to AWS, from bootstrap to destroy, and checks
 * the result. Runs in a copy of the workspace, whose `.local` has no outputs of really deployed stages. Linux only:
 * it reads /proc.
 */
const python = join(installRequirements('deployment'), 'python');
const { root, remove } = makeScratchCopy();
const folder = mkdtempSync(join(tmpdir(), 'deployment-'));
const environment = {
  ...environmentWithoutAws(root),
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'eu-west-1',
  AWS_DEFAULT_REGION: 'eu-west-1',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONPATH: sharedPython,
};
try {
  await withEmulator({ python, folder, environment }, async ({ endpoint, pid }) => {
    await mustRun([python, join(import.meta.dirname, 'deployment.py')], {
      cwd: root,
      env: { ...environment, AWS_ENDPOINT_URL: endpoint, EMULATOR_PID: String(pid), CHECK_FOLDER: folder },
    });
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
  remove();
}
