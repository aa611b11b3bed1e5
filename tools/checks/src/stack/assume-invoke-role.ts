import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { StackFile } from './stack-file.ts';

export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Assumes the role that may call the API. */
export async function assumeInvokeRole({ endpoint, region, outputs, credentials }: StackFile): Promise<Session> {
  const role = outputs.JobsApiInvokeRole;
  const sts = new STSClient({ endpoint, region, credentials });
  const { Credentials: session } = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'checks' }));
  sts.destroy();
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = session ?? {};
  if (!accessKeyId || !secretAccessKey || !sessionToken) throw new Error(`STS returned no credentials for ${role}.`);
  return { accessKeyId, secretAccessKey, sessionToken };
}
