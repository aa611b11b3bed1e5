import * as z from 'zod/mini';
import { UnsupportedTemplateError } from '../kernel/index.ts';
import type { SynthesizedStack } from './cloud-assembly.ts';
import { resolveReferences } from './dynamic-references.ts';
import { type Account, createIdentities } from './identities.ts';
import { resolveIntrinsics } from './intrinsics.ts';
import type { Identity, ResourceType, ResourceTypes } from './resource-type.ts';
import { noTemplateValues, type TemplateValues } from './template-values.ts';

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

export interface ReadOptions {
  /** The values of Secrets Manager and Parameter Store, loaded when first needed. @default none */
  readonly values?: (resources: StackResources) => TemplateValues;
}

/**
 * Reads all resources of a stack.
 * @throws UnsupportedTemplateError that names the logical id and the unsupported property
 */
export function readResources(
  { stackName, template }: SynthesizedStack,
  account: Account,
  resourceTypes: ResourceTypes,
  { values: valuesOf = () => noTemplateValues }: ReadOptions = {},
): StackResources {
  let madeValues: TemplateValues | undefined;
  const values = () => (madeValues ??= valuesOf(resources));
  const scope = createIdentities(stackName, template, account, resourceTypes, values);
  const read = once((logicalId: string) => {
    const { Type, Properties = {} } = template.Resources[logicalId] ?? { Type: '' };
    const type = resourceTypes.get(Type);
    const resolved = resolveIntrinsics(Properties, scope, logicalId, 'Properties');
    const referred = type?.isInert ? resolved : resolveReferences(resolved, values, logicalId, 'Properties');
    return { logicalId, identity: scope.identityOf(logicalId), properties: checked(logicalId, type, referred) };
  });
  const outputs = once(() =>
    Object.entries(template.Outputs ?? {}).map(([key, { Value, Description }]) => ({
      key,
      value: String(resolveIntrinsics(Value, scope, 'Outputs', key)),
      ...(Description !== undefined && { description: Description }),
    })),
  );
  const logicalIds = Object.keys(template.Resources);
  const resources: StackResources = {
    get outputs() {
      return outputs('Outputs');
    },
    ofType: <Schema extends z.ZodMiniType>({ type }: ResourceType<Schema>) =>
      logicalIds
        .filter((logicalId) => template.Resources[logicalId]?.Type === type)
        .map(read) as unknown as StackResource<z.output<Schema>>[],
  };
  logicalIds.forEach(read);
  outputs('Outputs');
  return resources;
}

/** Reads a resource when it is first needed, and rejects circular references. */
function once<T>(read: (logicalId: string) => T): (logicalId: string) => T {
  const done = new Map<string, T | 'reading'>();
  return (logicalId) => {
    const before = done.get(logicalId);
    if (before === 'reading') throw new UnsupportedTemplateError(logicalId, 'Properties', 'refers to its own value.');
    if (before !== undefined) return before;
    done.set(logicalId, 'reading');
    const result = read(logicalId);
    done.set(logicalId, result);
    return result;
  };
}

function checked(logicalId: string, type: ResourceType | undefined, properties: unknown): unknown {
  const result = z.safeParse(type?.properties ?? z.never(), properties);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const property = ['Properties', ...issue.path, issue.keys[0]].join('.');
    throw new UnsupportedTemplateError(logicalId, property, 'is not supported by the local run.');
  }
  const property = ['Properties', ...(issue?.path ?? [])].join('.');
  throw new UnsupportedTemplateError(
    logicalId,
    property,
    `has a value that the local run does not support (${issue?.message ?? ''}).`,
  );
}
