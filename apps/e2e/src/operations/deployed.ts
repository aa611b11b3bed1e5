import { resolve } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { suiteStackName } from '@jobs/infra/stack-name';
import { testAssembly } from '@jobs/local/testing/test-contract';
import {
  OperationError,
  outputsOf,
  requireStack,
  runCdk,
  runStageOperation,
  withTemporaryStack,
} from '@jobs/operations';
import schema from './deployed.schema.json' with { type: 'json' };
import { runSuite } from './run-suite.ts';

await runStageOperation('test a deployed stack', schema, async (operation) => {
  const { stage, options, environment, signal } = operation;
  const name = suiteStackName(stage);
  const account = await operation.account();
  const cdk = (...args: string[]) => runCdk(args, account, new AbortController().signal);
  const stack = { name, assembly: resolve(testAssembly), keep: options.keep === true, cdk };
  await withTemporaryStack(stack, operation, async () => {
    const { region } = account;
    const outputs = outputsOf(await requireStack(new CloudFormationClient({ region }), name, stage, signal));
    const tests = typeof options.tests === 'string' ? [options.tests] : [];
    const code = await runSuite({ region, outputs }, tests, environment, signal);
    if (code !== 0) throw new OperationError('tests failed; see the output above.');
  });
});
