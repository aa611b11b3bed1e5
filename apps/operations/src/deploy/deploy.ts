import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { exampleParameters } from '@jobs/contract';
import { OperationError } from '../operation/errors.ts';
import { runStageOperation, type StageOperation } from '../operation/stage-operation.ts';
import { printFindings } from '../preflight/print-findings.ts';
import { assemblyFolder, runCdk } from '../stack/cdk.ts';
import { outputsOf, requireStack } from '../stack/deployed-stack.ts';
import { writeOutputsFile } from '../stack/outputs-file.ts';
import schema from './deploy.schema.json' with { type: 'json' };

await runStageOperation('deploy', schema, async (operation) => {
  const { stackName, options, signal } = operation;
  const account = await operation.account();
  const assembly = assemblyFolder(operation.environment);
  if (options.skipPreflight !== true) {
    const errors = await printFindings(operation, assembly);
    if (errors > 0 && options.force !== true) {
      throw new OperationError(
        'the preflight found problems, marked with ✖ above. Fix them, or deploy anyway with --force',
      );
    }
  }
  const approval = String(options.requireApproval);
  const drift = options.revertDrift === true ? ['--revert-drift'] : [];
  await runCdk(['deploy', stackName, '--app', assembly, '--require-approval', approval, ...drift], account, signal);
  await printOutputs(operation);
});

/** Prints the outputs and saves them for the commands that follow. */
async function printOutputs({ stage, stackName, account, signal, say }: StageOperation): Promise<void> {
  const { accountId, region } = await account();
  const outputs = outputsOf(await requireStack(new CloudFormationClient({ region }), stackName, stage, signal));
  const file = writeOutputsFile({ stage, stackName, accountId, region, outputs });
  const width = Math.max(...Object.keys(outputs).map(({ length }) => length));
  say(`\nDeployed ${stackName}. Its outputs, also in ${file}:`);
  for (const [name, value] of Object.entries(outputs)) say(`  ${name.padEnd(width)}  ${value}`);
  const example = JSON.stringify(exampleParameters).replaceAll("'", String.raw`'\''`);
  say(`\nTry it:\n  npx jobs-api --stage ${stage} submit '${example}' --wait`);
}
