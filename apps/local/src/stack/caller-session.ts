import { AccessDeniedError, type AssumedRole } from '@jobs/local-aws/iam';
import type { LocalStack } from './local-stack.ts';

/**
 * Credentials of the role that may call the API, assumed by the local user. The session name is also the source
 * identity if the role requires one.
 * @throws AccessDeniedError when the user is not allowed to assume the role
 */
export function callerSession(
  { iam, outputs }: Pick<LocalStack, 'iam' | 'outputs'>,
  name: string,
  seconds = 3600,
): AssumedRole['credentials'] {
  const role = outputs.JobsApiInvokeRole ?? '';
  try {
    return iam.assumeRole(iam.user, role, name, seconds).credentials;
  } catch (error) {
    if (!(error instanceof AccessDeniedError)) throw error;
    return iam.assumeRole(iam.user, role, name, seconds, name).credentials;
  }
}
