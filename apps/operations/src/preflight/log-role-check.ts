import { type APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import {
  type CloudFormationClient,
  DescribeStackResourcesCommand,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { error, type Finding, ok, warning } from './finding.ts';

/** The role that API Gateway uses to write logs: one per account and region. */
export interface LogRole {
  /** The role's ARN, if one is set. */
  readonly current: string | undefined;
  /** The stack that the role belongs to, if known. */
  readonly owner: string | undefined;
  /** Whether the stack sets its own role. */
  readonly isSet: boolean;
  readonly stackName: string;
}

export async function checkLogRole(
  clients: { readonly apiGateway: APIGatewayClient; readonly cloudFormation: CloudFormationClient },
  { stackName, isSet }: Pick<LogRole, 'stackName' | 'isSet'>,
  deployed: readonly StackResourceSummary[],
  abortSignal: AbortSignal,
): Promise<Finding> {
  const { cloudwatchRoleArn: current } = await clients.apiGateway.send(new GetAccountCommand(), { abortSignal });
  if (!current || !isSet) return judgeLogRole({ current, owner: undefined, isSet, stackName });
  const roleName = current.slice(current.lastIndexOf('/') + 1);
  const isOwn = deployed.some(({ PhysicalResourceId }) => PhysicalResourceId === roleName);
  const owner = isOwn ? stackName : await findOwner(clients.cloudFormation, roleName, abortSignal);
  return judgeLogRole({ current, owner, isSet, stackName });
}

/** The stack that a role belongs to; undefined if the role was created by hand or outlived its stack. */
async function findOwner(
  cloudFormation: CloudFormationClient,
  PhysicalResourceId: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  try {
    const command = new DescribeStackResourcesCommand({ PhysicalResourceId });
    const { StackResources } = await cloudFormation.send(command, { abortSignal });
    return StackResources?.[0]?.StackName;
  } catch (cause) {
    if (cause instanceof Error && cause.message.includes('does not exist')) return undefined;
    throw cause;
  }
}

export function judgeLogRole({ current, owner, isSet, stackName }: LogRole): Finding {
  if (!isSet) {
    return current
      ? ok(`API Gateway's role for logs: ${current} stays.`)
      : error(
          'API Gateway has no role for logs in this region, and api.setAccountLogRole is off. ' +
            'Turn it on in apps/infra/src/stages/stages.ts, or set a role: aws apigateway update-account.',
        );
  }
  if (!current) return ok(`API Gateway's role for logs: none yet; ${stackName} sets one.`);
  if (owner === stackName) return ok(`API Gateway's role for logs: set by ${stackName}.`);
  return warning(
    `API Gateway's role for logs in this region is ${current}, which belongs to ${owner ? `the stack ${owner}` : 'no stack'}; ` +
      `${stackName} will replace it for all APIs in this region. To keep it: api.setAccountLogRole: false in apps/infra/src/stages/stages.ts.`,
  );
}
