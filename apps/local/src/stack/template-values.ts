import type { Account, StackResources, TemplateValues } from '@jobs/local-aws/cloudformation';
import { namesInArn } from '@jobs/local-aws/secretsmanager';
import type { LocalValues } from './local-values.ts';
import type { OptionalTemplates } from './optional-templates.ts';

/** Resolves the template's references to secrets and parameters, from the stack itself and the local values. */
export function templateValues(
  resources: StackResources,
  { secrets, parameters }: OptionalTemplates,
  account: Account,
  local: LocalValues,
  seed: string,
): TemplateValues {
  return {
    secret: (id) => {
      const names = id.startsWith('arn:') ? namesInArn(id) : [id];
      const definitions = secrets?.secretDefinitions(resources, account, { values: local.secrets, seed }) ?? [];
      return names.flatMap((name) => definitions.find((each) => each.name === name)?.value ?? [])[0];
    },
    parameter: (name) =>
      parameters?.parameterDefinitions(resources, local.parameters).find((each) => each.name === name)?.value,
    explainMissing: (kind, name) =>
      local.explainMissing(kind, name.startsWith('arn:') ? (namesInArn(name).at(-1) ?? name) : name),
  };
}
