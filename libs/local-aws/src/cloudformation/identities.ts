import { createHash } from 'node:crypto';
import { UnsupportedTemplateError } from '../kernel/index.ts';
import { type ResolutionScope, resolveIntrinsics } from './intrinsics.ts';
import type { Identity, ResourceTypes } from './resource-type.ts';
import { parameterStoreName, type Template } from './template.ts';
import { noTemplateValues, type TemplateValues } from './template-values.ts';

export interface Account {
  readonly accountId: string;
  readonly region: string;
}

export interface Identities extends ResolutionScope {
  identityOf(logicalId: string): Identity;
}

/** Names the resources of a stack deterministically, each when it is first referenced. */
export function createIdentities(
  stackName: string,
  template: Template,
  { accountId, region }: Account,
  resourceTypes: ResourceTypes,
  values: () => TemplateValues = () => noTemplateValues,
): Identities {
  const known = new Map<string, Identity>();
  const pseudoParameters: Readonly<Record<string, string>> = {
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };

  const identify = (logicalId: string): Identity => {
    const resource = template.Resources[logicalId];
    if (!resource) throw new UnsupportedTemplateError(logicalId, 'Ref', 'refers to a resource that does not exist.');
    const type = resourceTypes.get(resource.Type);
    if (!type) {
      throw new UnsupportedTemplateError(logicalId, 'Type', `${resource.Type} is not supported by the local run.`);
    }
    const token = (length: number) => letters(`${stackName}/${logicalId}`, length);
    return type.identify({
      logicalId,
      accountId,
      region,
      token,
      physicalName: (maxLength = 255) => physicalName(stackName, logicalId, token(12).toUpperCase(), maxLength),
      arn: (service, name) => `arn:aws:${service}:${region}:${accountId}:${name}`,
      property: (name) => {
        const value = resource.Properties?.[name];
        return value === undefined
          ? undefined
          : String(resolveIntrinsics(value, scope, logicalId, `Properties.${name}`));
      },
    });
  };

  const identityOf = (logicalId: string): Identity => {
    const identity = known.get(logicalId) ?? identify(logicalId);
    known.set(logicalId, identity);
    return identity;
  };

  const parameterValue = (name: string): string | undefined => {
    const parameter = template.Parameters?.[name];
    const storeName = parameter && parameterStoreName(parameter);
    if (storeName === undefined) return undefined;
    const value = values().parameter(storeName);
    if (value !== undefined) return value;
    const reason = `the parameter ${storeName} has no value here. ${values().explainMissing('parameter', storeName)}`;
    throw new UnsupportedTemplateError('Parameters', name, reason);
  };

  const scope: Identities = {
    identityOf,
    ref: (name) =>
      pseudoParameters[name] ?? parameterValue(name) ?? (name in template.Resources ? identityOf(name).ref : undefined),
    attribute: (logicalId, name) => {
      if (!(logicalId in template.Resources)) return undefined;
      const { attributes, otherAttribute } = identityOf(logicalId);
      return attributes[name] ?? otherAttribute?.(name);
    },
  };
  return scope;
}

/**
 * Stack name, logical id and suffix. If that is too long, both names are truncated, each to no less than half of the
 * available length.
 */
function physicalName(stackName: string, logicalId: string, suffix: string, maxLength: number): string {
  const room = maxLength - suffix.length - 2;
  const id = logicalId.slice(0, Math.max(room - stackName.length, Math.floor(room / 2)));
  return `${stackName.slice(0, room - id.length)}-${id}-${suffix}`;
}

/** Letters and digits derived from the seed. */
function letters(seed: string, length: number): string {
  const hash = createHash('sha256').update(seed).digest();
  return Array.from(hash, (byte) => (byte % 36).toString(36))
    .join('')
    .padEnd(length, '0')
    .slice(0, length);
}
