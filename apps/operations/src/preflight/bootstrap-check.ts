import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { error, type Finding, ok } from './finding.ts';
import type { PlannedStack } from './planned-stack.ts';

/** CDK's bootstrap stack publishes its version in a parameter. */
export async function checkBootstrap(
  ssm: SSMClient,
  { parameter, version }: PlannedStack['bootstrap'],
  abortSignal: AbortSignal,
): Promise<Finding> {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: parameter }), { abortSignal });
    return judgeBootstrap(Parameter?.Value, version);
  } catch (cause) {
    if (cause instanceof ParameterNotFound) return judgeBootstrap(undefined, version);
    throw cause;
  }
}

export function judgeBootstrap(found: string | undefined, needed: number): Finding {
  if (found === undefined) {
    return error(
      'The account is not bootstrapped for CDK in this region. Run once: npx nx bootstrap infra. For a stage with a bootstrapQualifier, add its --configuration.',
    );
  }
  if (Number(found) >= needed) return ok(`Bootstrap: version ${found} (at least ${needed} is required).`);
  return error(
    `The bootstrap is too old: version ${found}, but at least ${needed} is required. Update it: npx nx bootstrap infra. For a stage with a bootstrapQualifier, add its --configuration.`,
  );
}
