import { runStageOperation } from '../operation/stage-operation.ts';
import { assemblyFolder } from '../stack/cdk.ts';
import schema from './preflight.schema.json' with { type: 'json' };
import { printFindings } from './print-findings.ts';

await runStageOperation('check the account', schema, async (operation) => {
  const errors = await printFindings(operation, assemblyFolder(operation.environment));
  if (errors === 0) return;
  operation.note('\nThe problems marked with ✖ would stop a deployment.');
  process.exitCode = 1;
});
