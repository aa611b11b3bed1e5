import { assemblyFolder } from './cdk.ts';
import schema from './preflight.schema.json' with { type: 'json' };
import { tellFindings } from './preflight/tell-findings.ts';
import { runStageOperation } from './stage-operation.ts';

await runStageOperation('look at the account', schema, async (operation) => {
  const errors = await tellFindings(operation, assemblyFolder(operation.environment));
  if (errors === 0) return;
  operation.note('\nWhat is marked with ✖ would stop a deployment.');
  process.exitCode = 1;
});
