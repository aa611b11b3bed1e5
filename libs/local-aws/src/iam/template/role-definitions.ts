import type { StackResources } from '../../cloudformation/index.ts';
import type { RoleDefinition } from '../engine/iam.ts';
import { parsePolicyDocument, type PolicyDocument } from '../engine/policy-document.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';

/** The roles of a stack, each with all its policies. */
export function roleDefinitions(resources: StackResources): RoleDefinition[] {
  const attached = resources.ofType(iamPolicy).flatMap(({ logicalId, properties }) => {
    const document = parsePolicyDocument(properties.PolicyDocument, `${logicalId}.PolicyDocument`);
    return properties.Roles.map((role): [string, PolicyDocument] => [role, document]);
  });
  return resources.ofType(iamRole).map(({ logicalId, identity, properties }) => {
    const inline = (properties.Policies ?? []).map(({ PolicyName, PolicyDocument }) =>
      parsePolicyDocument(PolicyDocument, `${logicalId}.Policies.${PolicyName}`),
    );
    return {
      arn: identity.attributes.Arn ?? '',
      name: identity.ref,
      id: identity.attributes.RoleId ?? '',
      path: properties.Path,
      assumeRolePolicy: parsePolicyDocument(
        properties.AssumeRolePolicyDocument,
        `${logicalId}.AssumeRolePolicyDocument`,
      ),
      policies: [...inline, ...attached.filter(([role]) => role === identity.ref).map(([, document]) => document)],
      ...(properties.MaxSessionDuration !== undefined && { maxSessionDurationSeconds: properties.MaxSessionDuration }),
    };
  });
}
