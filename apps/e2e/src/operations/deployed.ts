import { OperationError, readOutputsFile, runStageOperation } from '@jobs/operations';
import schema from './deployed.schema.json' with { type: 'json' };
import { runSuite } from './run-suite.ts';

await runStageOperation('test the deployed stage', schema, async ({ stage, options, account, environment, signal }) => {
  const deployed = readOutputsFile(stage);
  const { accountId } = await account();
  if (accountId !== deployed.accountId) {
    throw new OperationError(
      `${deployed.stackName} was deployed to account ${deployed.accountId}, and the credentials are of ${accountId}.`,
    );
  }
  const tests = typeof options.tests === 'string' ? [options.tests] : [];
  const code = await runSuite(deployed, tests, environment, signal);
  if (code !== 0) throw new OperationError('there are failures; they are above.');
});
