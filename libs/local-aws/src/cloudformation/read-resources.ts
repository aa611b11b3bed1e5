import * as z from 'zod/mini';
import { UnsupportedTemplateError } from '../kernel/index.ts';
import type { SynthesizedStack } from './cloud-assembly.ts';
import { type Account, createIdentities } from './identities.ts';
import { resolveIntrinsics } from './intrinsics.ts';
import type { Identity, ResourceType, ResourceTypes } from './resource-type.ts';

/** A resource of the stack: checked, with its intrinsic functions resolved. */
export interface StackResource<Properties> {
  readonly logicalId: string;
  readonly identity: Identity;
  readonly properties: Properties;
}

export interface StackResources {
  /** All resources of a type, in the template's order. */
  ofType<Schema extends z.ZodMiniType>(type: ResourceType<Schema>): readonly StackResource<z.output<Schema>>[];
  /** The stack's outputs, resolved. */
  readonly outputs: readonly StackOutput[];
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
}

/**
 * Reads all resources of a stack.
 * @throws UnsupportedTemplateError that names the logical id and the property of whatever is not known
 */
export function readResources(
  { stackName, template }: SynthesizedStack,
  account: Account,
  resourceTypes: ResourceTypes,
): StackResources {
  const scope = createIdentities(stackName, template, account, resourceTypes);
  const resources = Object.entries(template.Resources).map(([logicalId, { Type, Properties = {} }]) => {
    const resolved = resolveIntrinsics(Properties, scope, logicalId, 'Properties');
    return {
      type: Type,
      logicalId,
      identity: scope.identityOf(logicalId),
      properties: checked(logicalId, resourceTypes.get(Type), resolved),
    };
  });
  const outputs = Object.entries(template.Outputs ?? {}).map(([key, { Value, Description }]) => ({
    key,
    value: String(resolveIntrinsics(Value, scope, 'Outputs', key)),
    ...(Description !== undefined && { description: Description }),
  }));
  return {
    outputs,
    ofType: <Schema extends z.ZodMiniType>({ type }: ResourceType<Schema>) =>
      resources.filter((resource) => resource.type === type) as unknown as StackResource<z.output<Schema>>[],
  };
}

function checked(logicalId: string, type: ResourceType | undefined, properties: unknown): unknown {
  const result = z.safeParse(type?.properties ?? z.never(), properties);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const property = ['Properties', ...issue.path, issue.keys[0]].join('.');
    throw new UnsupportedTemplateError(logicalId, property, 'is not known to the local run.');
  }
  const property = ['Properties', ...(issue?.path ?? [])].join('.');
  throw new UnsupportedTemplateError(
    logicalId,
    property,
    `has a value that the local run does not know (${issue?.message ?? ''}).`,
  );
}
