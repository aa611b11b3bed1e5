import { resolve } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { suiteStackName } from '@jobs/infra/stack-name';
import { testAssembly } from '@jobs/local/testing/test-contract';
import { OperationError, outputsOf, requireStack, runCdk, runStageOperation } from '@jobs/operations';
import schema from './deployed.schema.json' with { type: 'json' };
import { runSuite } from './run-suite.ts';

await runStageOperation(
  'test a deployed stack',
  schema,
  async ({ stage, options, account, environment, signal, note }) => {
    const name = suiteStackName(stage);
    const { region, ...caller } = await account();
    const assembly = resolve(testAssembly);
    const keeps = options.keep === true;
    // What was deployed is deleted, also after an interruption.
    const cdk = (...args: string[]) =>
      runCdk([...args, '--app', assembly], { region, ...caller }, new AbortController().signal);
    note(`\nDeploying ${name}, which ${keeps ? 'stays' : 'is deleted afterwards'} …`);
    try {
      await cdk('deploy', name, '--require-approval', 'never');
      const outputs = outputsOf(await requireStack(new CloudFormationClient({ region }), name, stage, signal));
      const tests = typeof options.tests === 'string' ? [options.tests] : [];
      const code = await runSuite({ region, outputs }, tests, environment, signal);
      if (code !== 0) throw new OperationError('there are failures; they are above.');
    } finally {
      if (keeps) note(`\n${name} stays. To delete it: npx cdk destroy ${name} --app ${assembly}`);
      else await cdk('destroy', name, '--force');
    }
  },
);
