import { cpSync, existsSync, globSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { workspace } from '../workspace/environment.ts';
import { mustRun } from '../workspace/run-command.ts';

const packages = ['@aws-sdk/credential-provider-env@3.972.84', 'standardwebhooks@1.1.1', '@jobs/cli'];
const developmentPackages = ['typescript@5.9.3', '@types/node@24.19.2'];

/** Creates a project from the examples outside the workspace, with the published packages installed. */
export async function installProject(project: string, npmrc: string): Promise<void> {
  mkdirSync(project);
  const sources = ['examples/node-service/*', 'examples/lambda-with-role/*.ts', 'examples/job-webhook/*.ts'];
  for (const file of globSync(sources, { cwd: workspace })) {
    cpSync(join(workspace, file), join(project, basename(file)));
  }
  const job = 'process.stdout.write(JSON.stringify(await runJob({ seconds: 5 })));';
  writeFileSync(join(project, 'readme.ts'), `${readmeExample()}\n${job}\n`);
  writeFileSync(join(project, '.npmrc'), npmrc);
  const install = ['npm', 'install', '--silent', '--no-package-lock'];
  await mustRun([...install, ...packages], { cwd: project });
  await mustRun([...install, '--save-dev', ...developmentPackages], { cwd: project });
  const client = join(project, 'node_modules/@jobs/client-sdk');
  if (lstatSync(client).isSymbolicLink() || !existsSync(join(client, 'dist/index.js'))) {
    throw new Error(`${client} is not the published client.`);
  }
}

/** The first TypeScript example in the client's README. */
function readmeExample(): string {
  const readme = readFileSync(join(workspace, 'libs/client-sdk/README.md'), 'utf8');
  const [, example] = /^```ts\n(.*?)^```$/ms.exec(readme) ?? [];
  if (example === undefined) throw new Error("The client's README has no example in TypeScript.");
  return example;
}
