import type { StackResource, StackResources, TemplatePolicy } from '../../cloudformation/index.ts';
import { UnsupportedTemplateError } from '../../kernel/index.ts';
import { generateSecretString } from '../engine/generate-secret-string.ts';
import { namesInArn, secretArn, type SecretOwner } from '../engine/secret-arn.ts';
import type { SecretDefinition } from '../engine/secret-definition.ts';
import { seededIntegers } from '../engine/seeded-integers.ts';
import { secret } from './secret.ts';
import { secretResourcePolicy } from './secret-resource-policy.ts';

type TemplateSecret = StackResource<(typeof secret.properties)['_zod']['output']>;

export interface LocalSecrets {
  /** Local values by secret name: they take precedence over the template, and replace secrets of other stacks. */
  readonly values: ReadonlyMap<string, string>;
  /** The seed of generated values. */
  readonly seed: string;
}

/**
 * The secrets of a stack, and others that have local values.
 * @throws UnsupportedTemplateError for a value that can't be generated
 */
export function secretDefinitions(
  resources: StackResources,
  owner: SecretOwner,
  { values, seed }: LocalSecrets,
): SecretDefinition[] {
  const ofStack = resources.ofType(secret).map((resource): SecretDefinition => {
    const { Description, KmsKeyId, Tags } = resource.properties;
    const arn = resource.identity.ref;
    const name = namesInArn(arn)[1] ?? '';
    const value = values.get(name) ?? templateValue(resource, name, seed);
    return {
      name,
      arn,
      tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
      ...(Description !== undefined && { description: Description }),
      ...(KmsKeyId !== undefined && { kmsKeyId: KmsKeyId }),
      ...(value !== undefined && { value }),
    };
  });
  const known = new Set(ofStack.map(({ name }) => name));
  const others = [...values].filter(([name]) => !known.has(name));
  return [...ofStack, ...others.map(([name, value]) => ({ name, arn: secretArn(name, owner), tags: {}, value }))];
}

function templateValue({ logicalId, properties }: TemplateSecret, name: string, seed: string): string | undefined {
  const { SecretString, GenerateSecretString } = properties;
  if (GenerateSecretString === undefined) return SecretString;
  const refuse = (reason: string) => new UnsupportedTemplateError(logicalId, 'Properties.GenerateSecretString', reason);
  if (SecretString !== undefined) throw refuse('cannot be combined with SecretString.');
  try {
    return generateSecretString(GenerateSecretString, seededIntegers(seed, name));
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

/** The policies of secrets, each with the ARN of its secret. */
export function secretPolicyDefinitions(
  resources: StackResources,
): { readonly resource: string; readonly policy: TemplatePolicy }[] {
  return resources.ofType(secretResourcePolicy).map(({ logicalId, properties }) => ({
    resource: properties.SecretId,
    policy: { where: `${logicalId}.ResourcePolicy`, document: properties.ResourcePolicy },
  }));
}
