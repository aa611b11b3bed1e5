import { delimiter, join } from 'node:path';
import { type RunningStack, withStack } from '../stack/with-stack.ts';
import { environmentWithoutAws } from '../workspace/environment.ts';
import { installRequirements, sharedPython } from '../workspace/python-tools.ts';
import { mustRun } from '../workspace/run-command.ts';
import { writeBucketAssembly } from './bucket-assembly.ts';

/**
 * Clients that nobody here wrote speak to the stack: the AWS CLI and boto3, by the profiles that the local run wrote, and
 * curl with its own signatures.
 */
const programs = installRequirements('clients');

const runAll = (clients: readonly string[]) => async (stack: RunningStack) => {
  for (const client of clients) {
    await mustRun(['python', join(import.meta.dirname, `${client}.py`)], { env: clientEnvironment(stack) });
  }
};

await withStack(runAll(['aws_cli', 'boto3_check', 'curl_check']));
await withStack(runAll(['s3_cli', 's3_boto3', 's3_curl']), { writeAssembly: writeBucketAssembly });

function clientEnvironment({ state }: RunningStack): NodeJS.ProcessEnv {
  const environment = environmentWithoutAws();
  return {
    ...environment,
    AWS_CONFIG_FILE: join(state, 'aws-config'),
    AWS_PAGER: '',
    PATH: [programs, environment.PATH].join(delimiter),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONPATH: sharedPython,
    STACK_FILE: join(state, 'stack.json'),
  };
}
