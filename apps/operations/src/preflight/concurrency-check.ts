import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { error, type Finding, ok } from './finding.ts';

/** How many concurrent executions an account allows. */
export interface Concurrency {
  /** The quota. */
  readonly limit: number;
  /** How much of it no function has reserved. */
  readonly unreserved: number;
  /** How much the functions of this stack have already reserved, which a change releases. */
  readonly reservedByStack: number;
  /** How much they will reserve. */
  readonly planned: number;
}

/** How much Lambda keeps for functions that reserve nothing. */
const alwaysUnreserved = 100;

/** Asks Lambda for the quota and for what the deployed stack reserves. */
export async function checkConcurrency(
  lambda: LambdaClient,
  planned: number,
  deployed: readonly StackResourceSummary[],
  abortSignal: AbortSignal,
): Promise<Finding> {
  const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand(), { abortSignal });
  const functions = deployed.filter(({ ResourceType }) => ResourceType === 'AWS::Lambda::Function');
  const reserved = await Promise.all(
    functions.map(async ({ PhysicalResourceId: FunctionName }) => {
      const answer = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }), { abortSignal });
      return answer.ReservedConcurrentExecutions ?? 0;
    }),
  );
  return judgeConcurrency({
    limit: AccountLimit?.ConcurrentExecutions ?? 0,
    unreserved: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
    reservedByStack: reserved.reduce((sum, one) => sum + one, 0),
    planned,
  });
}

export function judgeConcurrency({ limit, unreserved, reservedByStack, planned }: Concurrency): Finding {
  const available = unreserved + reservedByStack - alwaysUnreserved;
  if (planned === 0 || planned <= available) {
    return ok(`Lambda concurrency: the functions reserve ${planned} of the account's ${limit}.`);
  }
  const needed = limit + planned - available;
  const lower =
    available > 1
      ? `lower the two reservedConcurrency settings to ${available} in total`
      : `set both reservedConcurrency settings to 'none'`;
  return error(
    `Lambda concurrency: the functions reserve ${planned}, but only ${Math.max(available, 0)} can be reserved ` +
      `(the account's quota is ${limit}, and ${alwaysUnreserved} stay unreserved). ` +
      `In apps/infra/src/stages/stages.ts, ${lower}; or raise the quota to ${needed} or more: aws service-quotas ` +
      `request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value ${Math.max(needed, 1000)}`,
  );
}
