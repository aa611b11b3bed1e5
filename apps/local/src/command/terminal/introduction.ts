import { join, relative } from 'node:path';
import type { LocalStack } from '../../stack/local-stack.ts';
import type { Paint } from './event-lines.ts';

/** What someone who has just started the stack wants to know. */
export function introduction(
  { endpoint, outputs }: LocalStack,
  stateFolder: string,
  readyAfterMs: number,
  paint: Paint,
): string {
  const folder = relative(process.cwd(), stateFolder) || '.';
  return `
The Jobs API runs at ${paint('bold', outputs.JobsApiEndpoint ?? endpoint)} (ready after ${(readyAfterMs / 1000).toFixed(1)} s)
  the role to call it    ${outputs.JobsApiInvokeRole ?? ''}
  all its names and keys ${join(folder, 'stack.json')}

In another terminal, with the AWS CLI:
  export AWS_CONFIG_FILE=${join(folder, 'aws-config')}
  aws sts get-caller-identity --profile jobs-local-invoke
  aws dynamodb scan --profile jobs-local --table-name ${outputs.JobsTable ?? ''}
`;
}
