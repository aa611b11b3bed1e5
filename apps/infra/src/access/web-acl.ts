import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { createLogGroup } from '../monitoring/log-group.ts';
import { wafLogGroupName } from '../monitoring/log-key.ts';
import { suppress } from '../suppress.ts';

export interface WebAclProps {
  readonly stage: Stage;
  /** The maximum number of requests from one address within five minutes. */
  readonly requestsPerFiveMinutes: number;
  /** Whether matching requests are blocked, or only logged and counted. */
  readonly mode: 'block' | 'count';
  /** How long the log is kept: like the access log, it contains addresses and headers. */
  readonly log: { readonly retention: RetentionDays; readonly retain: boolean };
  /** Encrypts the log. */
  readonly logKey: Key;
}

/** AWS-managed rule groups, each with its rules that only count. */
const managedRules: Readonly<Record<string, readonly string[]>> = {
  // The contract allows bodies of more than 8 KB, and clients at the edge send no User-Agent.
  AWSManagedRulesCommonRuleSet: ['SizeRestrictions_BODY', 'NoUserAgent_HEADER'],
  AWSManagedRulesKnownBadInputsRuleSet: [],
};

/**
 * Blocks addresses that exceed the rate limit and requests that look like known attacks, before they reach the API. Its
 * log contains blocked and counted requests.
 */
export class WebAcl extends Construct {
  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const { stage, requestsPerFiveMinutes, mode, log, logKey } = props;
    const rateLimit: CfnWebACL.RuleProperty = {
      name: 'RateLimit',
      priority: 0,
      action: mode === 'block' ? { block: {} } : { count: {} },
      statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: requestsPerFiveMinutes } },
      visibilityConfig: visibility('RateLimit'),
    };
    const acl = new CfnWebACL(this, 'Acl', {
      description: 'Protects the Jobs API',
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: [rateLimit, ...Object.entries(managedRules).map((rules, index) => managedRule(rules, index, mode))],
      visibilityConfig: visibility('JobsApi'),
    });
    if (mode === 'count') suppress(acl, { CKV_AWS_192: 'This stage is set to count matches only.' });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
    const logGroup = createLogGroup(this, 'Logs', {
      ...log,
      encryptionKey: logKey,
      logGroupName: wafLogGroupName(Stack.of(this)),
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      // Without the `:*` at the end of a log group's ARN.
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logGroup.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: ['authorization', 'x-amz-security-token'].map((Name) => ({ singleHeader: { Name } })),
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: ['BLOCK', 'COUNT'].map((Action) => ({ ActionCondition: { Action } })),
          },
        ],
      },
    });
  }
}

function managedRule(
  [name, counted]: [string, readonly string[]],
  index: number,
  mode: WebAclProps['mode'],
): CfnWebACL.RuleProperty {
  return {
    name,
    priority: index + 1,
    overrideAction: mode === 'block' ? { none: {} } : { count: {} },
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
