import { delimiter, join } from 'node:path';
import { type RunningStack, withStack } from '../stack/with-stack.ts';
import { environmentWithoutAws } from '../workspace/environment.ts';
import { installRequirements, sharedPython } from '../workspace/python-tools.ts';
import { mustRun } from '../workspace/run-command.ts';
import { localValues, writeServicesAssembly } from './services-assembly.ts';

/**
 * Runs third-party clients against the stack: the AWS CLI and boto3, with the profiles that the local run wrote, and
 * curl with its own signatures.
 */
const programs = installRequirements('clients');

const runAll = (clients: readonly string[]) => async (stack: RunningStack) => {
  for (const client of clients) {
    await mustRun(['python', join(import.meta.dirname, `${client}.py`)], { env: clientEnvironment(stack) });
  }
};

await withStack(runAll(['aws_cli', 'boto3_check', 'curl_check']));
const services = [
  ...['s3_cli', 's3_boto3', 's3_curl'],
  ...['secrets_boto3', 'parameters_boto3', 'topics_boto3', 'queues_boto3', 'services_cli'],
];
await withStack(runAll(services), { writeAssembly: writeServicesAssembly, values: localValues });

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
