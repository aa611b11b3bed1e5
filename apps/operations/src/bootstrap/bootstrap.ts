import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { allStages } from '@jobs/infra/all-stages';
import { runOperation } from '../operation/operation.ts';
import { requireAccount, stageOf } from '../operation/stage-of.ts';
import { runCdk } from '../stack/cdk.ts';
import { findStack } from '../stack/deployed-stack.ts';
import schema from './bootstrap.schema.json' with { type: 'json' };
import { bootstrapArguments, toolkitStackName } from './bootstrap-arguments.ts';

await runOperation('bootstrap', schema, async (operation) => {
  const { environment, options, signal } = operation;
  const named = environment.JOBS_STAGE ? stageOf(environment, allStages()) : undefined;
  const account = await operation.account();
  if (named) requireAccount(named, account);
  const target = named?.settings.target ?? {};
  // Also CDK's first request: if it is denied, this prints one clear message instead of CDK's many lines.
  await findStack(new CloudFormationClient({ region: account.region }), toolkitStackName(target), signal);
  await runCdk(bootstrapArguments(account, target, options), account, signal);
  operation.say(`\nNext: npx nx deploy infra${named ? ` --configuration=${named.stage}` : ''}`);
});
