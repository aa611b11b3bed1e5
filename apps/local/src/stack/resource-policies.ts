import type { TemplatePolicy } from '@jobs/local-aws/cloudformation';
import { parsePolicyDocument, type PolicyDocument } from '@jobs/local-aws/iam';

/** Resource policies by resource: the name for a bucket, the ARN otherwise. */
export type ResourcePolicies = ReadonlyMap<string, PolicyDocument>;

/**
 * @param definitions the policies; a resource may have several
 * @throws PolicyError for a policy that can't be evaluated
 */
export function createResourcePolicies(
  definitions: readonly { readonly resource: string; readonly policy: TemplatePolicy }[],
): ResourcePolicies {
  const policies = new Map<string, PolicyDocument>();
  for (const { resource, policy } of definitions) {
    const { statements } = parsePolicyDocument(policy.document, policy.where);
    policies.set(resource, { statements: [...(policies.get(resource)?.statements ?? []), ...statements] });
  }
  return policies;
}
