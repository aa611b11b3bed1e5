import { join } from 'node:path';
import { withStack } from '../stack/with-stack.ts';
import { installNpmTool } from '../workspace/npm-tool.ts';
import { mustRun } from '../workspace/run-command.ts';
import { newmanManifests } from './newman-manifests.ts';

/** Runs the Postman collection, or the given one, with newman against its own stack. */
const [collection = 'postman/jobs-api.postman_collection.json'] = process.argv.slice(2);
const newman = join(await installNpmTool(newmanManifests), 'node_modules/.bin/newman');
const timeouts = ['--env-var', 'maxWaitSeconds=60', '--timeout', '120000'];
const plain = ['--color', 'off', '--disable-unicode'];

await withStack(async ({ environment: env, state }) => {
  const variables = join(state, 'postman-environment.json');
  await mustRun(['node', 'apps/cli/bin/jobs.mjs', 'postman', '--output', variables], { env });
  const run = ['run', collection, '--environment', variables, ...timeouts, ...plain];
  // newman's old dependencies use deprecated Node APIs.
  await mustRun(['node', '--disable-warning=DEP0176', newman, ...run], { env });
});
