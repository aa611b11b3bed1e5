import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withStack } from '../stack/with-stack.ts';
import { workspace } from '../workspace/environment.ts';
import { machineNode } from '../workspace/machine-node.ts';
import { readNames } from '../workspace/names.ts';
import { withRegistry } from '../workspace/registry.ts';
import { mustRun } from '../workspace/run-command.ts';
import { compileProject } from './compile-project.ts';
import { installProject } from './install-project.ts';
import { runPublished } from './run-published.ts';

/**
 * Publishes the client and the command to a registry on this machine, installs them in an empty folder, compiles the
 * examples there, and runs them in the machine's Node and in the workspace's, against a stack.
 */
const folder = mkdtempSync(join(tmpdir(), 'publish-'));
const project = join(folder, 'project');
const { scope } = readNames(workspace);
try {
  await withRegistry(folder, `${scope}/*`, async ({ url, authentication }) => {
    const npmrc = `${scope}:registry=${url}\n${authentication}`;
    const userconfig = join(folder, '.npmrc');
    writeFileSync(userconfig, npmrc);
    for (const published of ['libs/client-sdk', 'apps/cli']) {
      const publish = ['npm', 'publish', '--silent', '--userconfig', userconfig, '--registry', url];
      await mustRun(publish, { cwd: join(workspace, published) });
    }
    process.stdout.write(`ok  published to ${url}\n`);
    await installProject(project, npmrc);
  });
  await compileProject(project);
  warnUnlessNode20(machineNode());
  await withStack(async ({ environment }) => {
    for (const node of [machineNode(), process.execPath]) await runPublished(project, node, environment);
  });
} finally {
  rmSync(folder, { recursive: true });
}

/** The packages support Node 20, which can only be checked on a machine with Node 20. */
function warnUnlessNode20(node: string): void {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  if (version.startsWith('v20.')) return;
  process.stdout.write(`The machine's Node is ${version}: the following does not check Node 20.\n`);
}
