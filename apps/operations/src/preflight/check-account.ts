import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { findStack, listResources, outputsOf } from '../stack/deployed-stack.ts';
import { checkBootstrap } from './bootstrap-check.ts';
import { checkConcurrency } from './concurrency-check.ts';
import { type Finding, warnWhenDenied } from './finding.ts';
import { checkIsolation, isolationOf } from './isolation-check.ts';
import { checkLogRole } from './log-role-check.ts';
import { checkNames } from './names-check.ts';
import type { PlannedStack } from './planned-stack.ts';
import { judgeStackState } from './stack-state-check.ts';

/** Finds what would fail or be unexpected if the stack were deployed to this region: one line each. */
export function checkAccount(
  stackName: string,
  planned: PlannedStack,
  config: { readonly region: string; readonly endpoint?: string },
  signal: AbortSignal,
): Promise<Finding[]> {
  const cloudFormation = new CloudFormationClient(config);
  const lambda = new LambdaClient(config);
  const apiGateway = new APIGatewayClient(config);
  const stack = findStack(cloudFormation, stackName, signal);
  const deployed = stack.then((found) => (found ? listResources(cloudFormation, stackName, signal) : []));
  return Promise.all([
    warnWhenDenied('the bootstrap', () => checkBootstrap(new SSMClient(config), planned.bootstrap, signal)),
    warnWhenDenied('the state of the stack', async () =>
      judgeStackState({
        stackName,
        status: (await stack)?.StackStatus,
        isProtected: (await stack)?.EnableTerminationProtection === true,
      }),
    ),
    warnWhenDenied("Lambda's concurrency", async () =>
      checkConcurrency(lambda, planned.reservedConcurrency, await deployed, signal),
    ),
    warnWhenDenied("API Gateway's role for logs", async () =>
      checkLogRole({ apiGateway, cloudFormation }, { stackName, isSet: planned.setsLogRole }, await deployed, signal),
    ),
    warnWhenDenied('names', async () => checkNames(config, planned.names, await deployed, signal)),
    warnWhenDenied('the isolation of callers', async () => {
      const found = await stack;
      const outputs = found && outputsOf(found);
      const deployedIsolation = outputs?.JobsTable === undefined ? undefined : isolationOf(outputs);
      const isolation = { planned: planned.isolation, deployed: deployedIsolation };
      return checkIsolation(config, isolation, outputs?.JobsTable, signal);
    }),
  ]);
}
