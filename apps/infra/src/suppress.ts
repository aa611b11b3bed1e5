import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

/**
 * A rule of cdk-nag, checkov or cfn-lint. A single finding of a rule is named in brackets:
 * `AwsSolutions-IAM5[Resource::*]`.
 */
export type Rule = `AwsSolutions-${string}` | `CKV_${string}` | `CKV2_${string}` | `${'E' | 'W' | 'I'}${number}`;

/**
 * Accepts findings on one construct, each with its reason, where the tool looks for it: for cdk-nag among the
 * construct's acknowledgements, for the others in the metadata of the template's resource.
 */
export function suppress(construct: IConstruct, findings: Readonly<Partial<Record<Rule, string>>>): void {
  for (const [rule, reason] of Object.entries(findings) as [Rule, string][]) {
    if (rule.startsWith('AwsSolutions-')) Validations.of(construct).acknowledge({ id: rule, reason });
    else if (rule.startsWith('CKV')) skipInCheckov(resourceOf(construct), rule, reason);
    else ignoreInCfnLint(resourceOf(construct), rule, reason);
  }
}

/** The cdk-nag finding for a policy with a wildcard resource, which may contain tokens. */
export function wildcardResource(scope: IConstruct, arn: string): Rule {
  return `AwsSolutions-IAM5[Resource::${flattenCfnReference(Stack.of(scope).resolve(arn))}]`;
}

function skipInCheckov(resource: CfnResource, id: Rule, comment: string): void {
  const { skip = [] } = (resource.getMetadata('checkov') ?? {}) as { skip?: { id: string; comment: string }[] };
  resource.addMetadata('checkov', { skip: [...skip, { id, comment }] });
}

/** cfn-lint's own metadata has no place for a reason, but allows other keys next to it. */
function ignoreInCfnLint(resource: CfnResource, rule: Rule, reason: string): void {
  const { reasons = {} } = (resource.getMetadata('cfn-lint') ?? {}) as { reasons?: Record<string, string> };
  const all = { ...reasons, [rule]: reason };
  resource.addMetadata('cfn-lint', { config: { ignore_checks: Object.keys(all) }, reasons: all });
}

function resourceOf(construct: IConstruct): CfnResource {
  const resource = construct.node.defaultChild ?? construct;
  if (CfnResource.isCfnResource(resource)) return resource;
  throw new Error(`${construct.node.path} has no single CloudFormation resource to attach suppressions to.`);
}
