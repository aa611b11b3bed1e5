import { copyFileSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createJobsClient, JobsApiError } from '@jobs/client-sdk';
import { stackNameOf } from '@jobs/infra/stack-name';
import { installPythonTools } from '@jobs/operations/python-tools';
import { assumeInvokeRole } from '../stack/assume-invoke-role.ts';
import { withStack } from '../stack/with-stack.ts';
import { cacheFolder, commandEnvironment, workspace } from '../workspace/environment.ts';
import { mustRun, runCommand } from '../workspace/run-command.ts';
import { makeScratchCopy } from '../workspace/scratch-copy.ts';
import { buildFunctions, synthesize } from './build-stack.ts';
import { applyOwnContract, type OwnContract, readOwnContract, removeOwnFiles } from './own-contract.ts';

/**
 * Tries each contract in `schemas`, or the given files, in a copy of the workspace: it replaces the job, generates,
 * compiles and synthesizes; then the stack must accept the example and reject the wrong body, and the SDK reads the
 * job. All templates go through cfn-lint.
 */
const given = process.argv.slice(2);
const files = given.length > 0 ? given : globSync(join(import.meta.dirname, 'schemas/*.yaml')).sort();
const projects = [
  'apps/processor/tsconfig.app.json',
  'apps/error-handler/tsconfig.app.json',
  'libs/client-sdk/tsconfig.lib.json',
];

async function main(): Promise<void> {
  const { root, remove } = makeScratchCopy();
  const templates = mkdtempSync(join(tmpdir(), 'templates-'));
  try {
    const complaints: string[] = [];
    for (const file of files) {
      const name = basename(file, '.yaml');
      const contract = readOwnContract(file);
      const complaint = await tryContract(root, contract, join(templates, `${name}.template.json`));
      removeOwnFiles(root, contract);
      process.stdout.write(`${name.padEnd(32)} ${complaint === undefined ? 'ok' : 'FAILED'}\n`);
      if (complaint !== undefined) complaints.push(`${name}: ${complaint}`);
    }
    if (complaints.length > 0) throw new Error(complaints.join('\n\n'));
    await lintTemplates(templates);
  } finally {
    remove();
    rmSync(templates, { recursive: true });
  }
}

/** The problem, or undefined if there is none. */
async function tryContract(root: string, contract: OwnContract, template: string): Promise<string | undefined> {
  applyOwnContract(root, contract);
  const commands = [
    ['node', 'libs/contract/generators/generate.ts'],
    ['tsc', '-b', ...projects],
  ];
  for (const command of commands) {
    const { hasSucceeded, output } = await runCommand(command, { cwd: root, env: commandEnvironment(root) });
    if (!hasSucceeded) return `${command.join(' ')} failed:\n${output.slice(-4000)}`;
  }
  await buildFunctions(root);
  const { hasSucceeded, output } = await synthesize(root);
  if (!hasSucceeded) return `Cannot synthesize the stack:\n${output.slice(-4000)}`;
  copyFileSync(join(root, `apps/infra/cdk.out/${stackNameOf('dev')}.template.json`), template);
  try {
    await runJobs(root, contract);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function runJobs(root: string, { example, wrong, results }: OwnContract): Promise<void> {
  await withStack(
    async (stack) => {
      const credentials = await assumeInvokeRole(stack);
      const baseUrl = stack.outputs.JobsApiEndpoint;
      const client = createJobsClient({ baseUrl, region: stack.region, credentials });
      const job = await client.submitAndWait(example as never);
      if (!isDeepStrictEqual(job.parameters, example))
        throw new Error(`The job's parameters differ from the example: ${JSON.stringify(job.parameters)}`);
      if (!isDeepStrictEqual(job.results, results))
        throw new Error(`The job's results differ from the expected ones: ${JSON.stringify(job.results)}`);
      const rejection = await client.submit(wrong as never).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (!(rejection instanceof JobsApiError) || rejection.status !== 400)
        throw new Error(`The wrong body was not rejected with 400: ${String(rejection)}`);
    },
    { root },
  );
}

async function lintTemplates(folder: string): Promise<void> {
  const requirements = join(workspace, 'apps/operations/scan-requirements.txt');
  const programs = installPythonTools(join(cacheFolder, 'contracts', 'venv'), requirements);
  const templates = globSync('*.template.json', { cwd: folder });
  await mustRun([join(programs, 'cfn-lint'), '--non-zero-exit-code', 'informational', ...templates], { cwd: folder });
  process.stdout.write(`cfn-lint: nothing found in ${templates.length} templates\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
