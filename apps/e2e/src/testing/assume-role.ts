import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Credentials, signedRequest } from './signed-request.ts';

interface StackFile {
  readonly endpoint: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
}

/** Creates a client for the stack described in `stack.json`, with the role that may call its API. */
export async function assumeRole<T>(
  stateFolder: string,
  makeClient: (url: string, region: string, credentials: Credentials) => T,
): Promise<T> {
  const file = readFileSync(join(stateFolder, 'stack.json'), 'utf8');
  const { endpoint, region, outputs, credentials } = JSON.parse(file) as StackFile;
  const query = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: outputs.JobsApiInvokeRole ?? '',
    RoleSessionName: 'e2e',
  });
  const { text } = await signedRequest(`${endpoint}/?${query.toString()}`, { credentials, region, service: 'sts' });
  const member = (name: string) => new RegExp(`<${name}>(.*)</${name}>`).exec(text)?.[1] ?? '';
  return makeClient(outputs.JobsApiEndpoint ?? '', region, {
    accessKeyId: member('AccessKeyId'),
    secretAccessKey: member('SecretAccessKey'),
    sessionToken: member('SessionToken'),
  });
}
