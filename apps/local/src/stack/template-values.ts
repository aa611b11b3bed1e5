import type { Account, StackResources, TemplateValues } from '@jobs/local-aws/cloudformation';
import { namesInArn, secretDefinitions } from '@jobs/local-aws/secretsmanager';
import { parameterDefinitions } from '@jobs/local-aws/ssm';
import type { LocalValues } from './local-values.ts';

/** The values that the template takes from secrets and parameters: those of the stack, and local ones. */
export function templateValues(
  resources: StackResources,
  account: Account,
  local: LocalValues,
  seed: string,
): TemplateValues {
  return {
    secret: (id) => {
      const names = id.startsWith('arn:') ? namesInArn(id) : [id];
      const definitions = secretDefinitions(resources, account, { values: local.secrets, seed });
      return names.flatMap((name) => definitions.find((each) => each.name === name)?.value ?? [])[0];
    },
    parameter: (name) => parameterDefinitions(resources, local.parameters).find((each) => each.name === name)?.value,
    explainMissing: (kind, name) =>
      local.explainMissing(kind, name.startsWith('arn:') ? (namesInArn(name).at(-1) ?? name) : name),
  };
}
