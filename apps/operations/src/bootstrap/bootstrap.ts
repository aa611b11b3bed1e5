import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { runOperation } from '../operation/operation.ts';
import { runCdk } from '../stack/cdk.ts';
import { findStack } from '../stack/deployed-stack.ts';
import schema from './bootstrap.schema.json' with { type: 'json' };

await runOperation('bootstrap', schema, async (operation) => {
  const account = await operation.account();
  // CDK asks this first. A refusal is one clear message here, and many lines there.
  await findStack(new CloudFormationClient({ region: account.region }), 'CDKToolkit', operation.signal);
  await runCdk(['bootstrap', `aws://${account.accountId}/${account.region}`], account, operation.signal);
  operation.say('\nNext: npx nx deploy infra');
});
