import type { StackResources } from '../../cloudformation/index.ts';
import type { ParameterDefinition, ParameterType } from '../engine/parameter-definition.ts';
import { ssmParameter } from './ssm-parameter.ts';

export interface LocalParameter {
  readonly type: ParameterType;
  readonly value: string;
}

/**
 * The parameters of a stack, and others that have local values.
 * @param values by parameter name: they take precedence over the template, and replace parameters of other stacks
 */
export function parameterDefinitions(
  resources: StackResources,
  values: ReadonlyMap<string, LocalParameter>,
): ParameterDefinition[] {
  const ofStack = resources.ofType(ssmParameter).map(({ identity, properties }): ParameterDefinition => {
    const { Type: type, Value: value, Description, AllowedPattern, Tier } = properties;
    return {
      name: identity.ref,
      type,
      value,
      ...values.get(identity.ref),
      tier: Tier === 'Intelligent-Tiering' ? tierFor(value) : Tier,
      ...(Description !== undefined && { description: Description }),
      ...(AllowedPattern !== undefined && { allowedPattern: AllowedPattern }),
    };
  });
  const known = new Set(ofStack.map(({ name }) => name));
  const others = [...values].filter(([name]) => !known.has(name));
  return [...ofStack, ...others.map(([name, local]) => ({ name, ...local, tier: tierFor(local.value) }))];
}

const tierFor = (value: string) => (value.length > 4096 ? 'Advanced' : 'Standard');
