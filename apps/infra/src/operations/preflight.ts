import { assemblyFolder } from './cdk.ts';
import { OperationError } from './errors.ts';
import schema from './preflight.schema.json' with { type: 'json' };
import { tellFindings } from './preflight/tell-findings.ts';
import { runStageOperation } from './stage-operation.ts';

await runStageOperation('deploy', schema, async (operation) => {
  const errors = await tellFindings(operation, assemblyFolder(operation.environment));
  if (errors > 0) throw new OperationError('see what is marked with ✖ above.');
});
