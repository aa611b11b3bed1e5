import { join, relative, resolve } from 'node:path';
import { exampleParameters } from '@jobs/contract';
import type { LocalStack } from '../../stack/local-stack.ts';
import { defaultStateFolder } from '../state-folder.ts';
import type { Paint } from './event-lines.ts';
import type { StartSummary } from './output.ts';

/** The text printed when the stack is ready. */
export function introduction(
  { endpoint, outputs }: LocalStack,
  { stateFolder, readyAfterMs, console }: StartSummary,
  paint: Paint,
): string {
  const folder = relative(process.cwd(), stateFolder) || '.';
  const elsewhere = resolve(stateFolder) === defaultStateFolder ? '' : ` --state ${folder}`;
  const example = JSON.stringify(exampleParameters).replaceAll("'", String.raw`'\''`);
  return `The Jobs API runs at ${paint('bold', outputs.JobsApiEndpoint ?? endpoint)} (ready after ${(readyAfterMs / 1000).toFixed(1)} s).
  outputs and credentials ${join(folder, 'stack.json')}; for the AWS CLI: ${join(folder, 'aws-config')}
${console === undefined ? '' : `  console                 ${paint('bold', console)}\n`}  try in another terminal ${paint('bold', `npx jobs-api submit '${example}' --wait${elsewhere}`)}
`;
}
