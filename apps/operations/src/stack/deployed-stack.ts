import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type Stack,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { NotDeployedError, OperationError } from '../operation/errors.ts';

/** The deployed stack; undefined if there is none. */
export async function findStack(
  cloudFormation: CloudFormationClient,
  StackName: string,
  abortSignal: AbortSignal,
): Promise<Stack | undefined> {
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }), { abortSignal });
    return Stacks?.find(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) return undefined;
    throw error;
  }
}

/** @throws NotDeployedError that says how to deploy it */
export async function requireStack(
  cloudFormation: CloudFormationClient,
  stackName: string,
  stage: string,
  abortSignal: AbortSignal,
): Promise<Stack> {
  const stack = await findStack(cloudFormation, stackName, abortSignal);
  if (stack) return stack;
  const region = await cloudFormation.config.region();
  throw new NotDeployedError(
    `${stackName} is not deployed in ${region}. Check the account and the region. ` +
      `To deploy it: npx nx deploy infra --configuration=${stage}`,
  );
}

/** All resources of a stack, page by page. */
export async function listResources(
  cloudFormation: CloudFormationClient,
  StackName: string,
  abortSignal: AbortSignal,
): Promise<StackResourceSummary[]> {
  const resources: StackResourceSummary[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloudFormation.send(new ListStackResourcesCommand({ StackName, NextToken }), { abortSignal });
    resources.push(...(page.StackResourceSummaries ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return resources;
}

export const outputsOf = ({ Outputs = [] }: Stack): Record<string, string> =>
  Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));

/** @throws OperationError when the stack was deployed without the output */
export function requireOutput(stack: Stack, name: string, stage: string): string {
  const value = outputsOf(stack)[name];
  if (value) return value;
  throw new OperationError(
    `The stack ${stack.StackName ?? ''} has no output ${name}. Deploy it again: npx nx deploy infra --configuration=${stage}`,
  );
}
