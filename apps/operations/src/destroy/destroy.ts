import { CloudFormationClient, type Stack, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { OperationError } from '../operation/errors.ts';
import { runStageOperation, type StageOperation } from '../operation/stage-operation.ts';
import { assemblyFolder, runCdk } from '../stack/cdk.ts';
import { findStack, requireStack } from '../stack/deployed-stack.ts';
import { removeOutputsFile } from '../stack/outputs-file.ts';
import schema from './destroy.schema.json' with { type: 'json' };
import { findRetainedResources, printRetained } from './retained-resources.ts';

await runStageOperation('destroy', schema, async (operation) => {
  const { stage, stackName, settings, options, signal, say } = operation;
  const confirmed = options.confirm === stackName;
  if (settings.retainData && !confirmed) throw new OperationError(rejection(operation, 'keeps its data'));
  const asksNothing = options.force === true || confirmed;
  if (!asksNothing && !process.stdout.isTTY) {
    throw new OperationError(
      'CDK asks for confirmation before it deletes, and there is no terminal. To delete without confirmation: --force',
    );
  }
  const account = await operation.account();
  const cloudFormation = new CloudFormationClient({ region: account.region });
  const stack = await requireStack(cloudFormation, stackName, stage, signal);
  const isProtected = stack.EnableTerminationProtection === true;
  if (isProtected && !confirmed) throw new OperationError(rejection(operation, 'is protected from termination'));

  const retained = await findRetainedResources(cloudFormation, stackName, signal);
  if (isProtected) await protect(cloudFormation, stack, false);
  try {
    const force = asksNothing ? ['--force'] : [];
    await runCdk(['destroy', stackName, '--app', assemblyFolder(process.env), ...force], account, signal);
  } finally {
    const left = await findStack(cloudFormation, stackName, AbortSignal.timeout(10_000));
    if (left && isProtected) await protect(cloudFormation, left, true);
    if (left)
      say(
        `${stackName} still exists (${left.StackStatus ?? 'unknown'}). See why: aws cloudformation describe-stack-events --stack-name ${stackName}`,
      );
  }
  if (await findStack(cloudFormation, stackName, signal)) return;
  removeOutputsFile(stage);
  printRetained(retained, say);
});

function rejection({ stage, stackName }: StageOperation, why: string): string {
  return (
    `${stackName} ${why}. To delete it, confirm its name:\n` +
    `  npx nx destroy infra --configuration=${stage} --confirm=${stackName}\n` +
    'That lifts its termination protection and deletes it without further confirmation. The retained resources are listed afterwards.'
  );
}

async function protect(
  cloudFormation: CloudFormationClient,
  { StackName }: Stack,
  isProtected: boolean,
): Promise<void> {
  await cloudFormation.send(
    new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: isProtected }),
  );
}
