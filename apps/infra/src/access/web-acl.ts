import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';

export interface WebAclProps {
  readonly stage: Stage;
  /** How many requests one address may send within five minutes. */
  readonly requestsPerFiveMinutes: number;
}

/** Groups of rules that AWS keeps up to date, and those of their rules that are only counted. */
const managedRules: Readonly<Record<string, readonly string[]>> = {
  // The contract allows bodies of more than 8 KB, and clients at the edge send no User-Agent.
  AWSManagedRulesCommonRuleSet: ['SizeRestrictions_BODY', 'NoUserAgent_HEADER'],
  AWSManagedRulesKnownBadInputsRuleSet: [],
};

/** Stops addresses that send too much, and requests that look like known attacks, before anything else sees them. */
export class WebAcl extends Construct {
  constructor(scope: Construct, id: string, { stage, requestsPerFiveMinutes }: WebAclProps) {
    super(scope, id);
    const rateLimit: CfnWebACL.RuleProperty = {
      name: 'RateLimit',
      priority: 0,
      action: { block: {} },
      statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: requestsPerFiveMinutes } },
      visibilityConfig: visibility('RateLimit'),
    };
    const acl = new CfnWebACL(this, 'Acl', {
      description: 'Protects the Jobs API',
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: [rateLimit, ...Object.entries(managedRules).map(managedRule)],
      visibilityConfig: visibility('JobsApi'),
    });
    suppress(acl, {
      CKV2_AWS_31:
        'Its metrics and samples show what it blocked, and the access log has each request that it let through.',
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
  }
}

function managedRule([name, counted]: [string, readonly string[]], index: number): CfnWebACL.RuleProperty {
  return {
    name,
    priority: index + 1,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visibility(name),
  };
}

const visibility = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});
