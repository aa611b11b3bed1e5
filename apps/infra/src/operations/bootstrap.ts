import schema from './bootstrap.schema.json' with { type: 'json' };
import { runCdk } from './cdk.ts';
import { runOperation } from './operation.ts';

await runOperation('bootstrap', schema, async (operation) => {
  const account = await operation.account();
  await runCdk(['bootstrap', `aws://${account.accountId}/${account.region}`], account, operation.signal);
  operation.say('\nNext: npx nx deploy infra');
});
