import { OperationError } from '../operation/errors.ts';
import { runStageOperation } from '../operation/stage-operation.ts';
import { assemblyFolder, runCdk } from '../stack/cdk.ts';
import schema from './diff.schema.json' with { type: 'json' };

await runStageOperation('compare', schema, async ({ account, stackName, options, signal, note }) => {
  const compare = ['diff', stackName, '--app', assemblyFolder(process.env)] as const;
  if (options.fail !== true) return runCdk(compare, await account(), signal);
  try {
    await runCdk([...compare, '--fail'], await account(), signal);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    note('\nThere are differences, or `cdk diff` failed: see its output above.');
    process.exitCode = 1;
  }
});
