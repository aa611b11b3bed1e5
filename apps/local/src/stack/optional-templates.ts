import type { SynthesizedStack } from '@jobs/local-aws/cloudformation';
import { loadPipesTemplate } from '@jobs/local-aws/pipes';
import { loadSecretsManagerTemplate } from '@jobs/local-aws/secretsmanager';
import { loadSnsTemplate } from '@jobs/local-aws/sns';
import { loadSsmTemplate } from '@jobs/local-aws/ssm';
import type { LocalValues } from './local-values.ts';

/** Readers for the resources of services that many stacks don't use. */
export interface OptionalTemplates {
  readonly secrets: Awaited<ReturnType<typeof loadSecretsManagerTemplate>> | undefined;
  readonly parameters: Awaited<ReturnType<typeof loadSsmTemplate>> | undefined;
  readonly topics: Awaited<ReturnType<typeof loadSnsTemplate>> | undefined;
  readonly pipes: Awaited<ReturnType<typeof loadPipesTemplate>> | undefined;
}

/** Loads only what the stack and the local values need. */
export async function loadOptionalTemplates(
  { template }: SynthesizedStack,
  { secrets, parameters }: LocalValues,
): Promise<OptionalTemplates> {
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  const has = (service: string) => types.some((type) => type.startsWith(`AWS::${service}::`));
  const [secretsTemplate, parametersTemplate, topicsTemplate, pipes] = await Promise.all([
    has('SecretsManager') || secrets.size > 0 ? loadSecretsManagerTemplate() : undefined,
    has('SSM') || parameters.size > 0 ? loadSsmTemplate() : undefined,
    has('SNS') ? loadSnsTemplate() : undefined,
    has('Pipes') ? loadPipesTemplate() : undefined,
  ]);
  return { secrets: secretsTemplate, parameters: parametersTemplate, topics: topicsTemplate, pipes };
}
