import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { commandEnvironment } from '../workspace/environment.ts';
import { workspace } from '../workspace/environment.ts';
import { expectText } from '../workspace/expect-text.ts';
import { machineNode } from '../workspace/machine-node.ts';
import { withRegistry } from '../workspace/registry.ts';
import { mustRun, runCommand } from '../workspace/run-command.ts';

/**
 * Publishes `create-jobs-api` to a registry on this machine and runs it in an empty folder, with the machine's Node.
 * The created repository must install from its lock file, be formatted, and run a first job.
 */
const folder = mkdtempSync(join(tmpdir(), 'create-'));
const name = 'orders';
const root = join(folder, name);
const inherited = commandEnvironment(root);
const env = { ...inherited, PATH: [dirname(machineNode()), inherited.PATH].join(delimiter) };

try {
  await mustRun(['node', 'tools/workspace/src/create/build-package.mjs']);
  await withRegistry(folder, 'create-jobs-api', async ({ url, authentication }) => {
    const userconfig = join(folder, '.npmrc');
    writeFileSync(userconfig, `registry=${url}\n${authentication}`);
    const npm = { ...env, npm_config_userconfig: userconfig, npm_config_cache: join(folder, 'npm-cache') };
    const built = join(workspace, 'tools/workspace/dist/create-jobs-api');
    await mustRun(['npm', 'publish', '--silent'], { cwd: built, env: npm });
    await create(npm);
  });
  await useRepository();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function create(npm: NodeJS.ProcessEnv): Promise<void> {
  const command = ['npm', 'exec', '--yes', '--', 'create-jobs-api', name, '--scope', '@acme'];
  const made = await runCommand(command, { cwd: folder, env: npm });
  expectText(command.join(' '), made.output, /^Created orders in .*@acme\/….*\n\nNext:\n {2}cd orders\n {2}npm ci\n/m);
  const again = await runCommand(command, { cwd: folder, env: npm });
  expectText('the same again', again.output, /^Cannot write to orders: it is not empty\./m);
}

/** Follows the printed instructions, as a person would. */
async function useRepository(): Promise<void> {
  const options = { cwd: root, env };
  await mustRun(['git', 'add', '--all'], options);
  await mustRun(['npm', 'ci', '--prefer-offline', '--silent'], options);
  await mustRun(['npx', 'prettier', '--check', '.'], options);
  await mustRun(['npm', 'start', '--', '--port', '0', '--once', '--quiet'], options);
  // The commands changed no tracked file: the lock file is up to date, and no build output is tracked.
  await mustRun(['git', 'diff', '--stat', '--exit-code'], options);
  const template = `apps/infra/cdk.out/${name}-dev.template.json`;
  if (!existsSync(join(root, template))) throw new Error(`Synthesis did not create ${template}.`);
}
