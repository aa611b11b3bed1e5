import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { OperationError } from '../operation/errors.ts';

/** Where an operation runs, and as whom. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  readonly callerArn: string;
}

/**
 * The account of the caller's credentials, which are found where the AWS CLI finds them.
 * @throws OperationError when there is no region, and what STS throws when there are no valid credentials
 */
export async function findAccount(environment: NodeJS.ProcessEnv, abortSignal: AbortSignal): Promise<Account> {
  const region = await findRegion(environment);
  const sts = new STSClient({ region });
  const { Account: accountId = '', Arn: callerArn = '' } = await sts.send(new GetCallerIdentityCommand(), {
    abortSignal,
  });
  return { accountId, region, callerArn };
}

/**
 * AWS_DEFAULT_REGION is the AWS CLI's variable, which the SDK does not read. Without a region, CDK would use
 * us-east-1.
 */
async function findRegion(environment: NodeJS.ProcessEnv): Promise<string> {
  const named = [environment.AWS_REGION, environment.AWS_DEFAULT_REGION].find(Boolean);
  if (named !== undefined) return named;
  try {
    return await new STSClient().config.region();
  } catch (error) {
    throw new OperationError(
      'No AWS region is set. Set AWS_REGION, for example AWS_REGION=eu-west-1, or a region in the profile.',
      { cause: error },
    );
  }
}
