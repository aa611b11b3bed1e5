import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { stackNameOf } from '../stages/stack-name.ts';
import { parseStage } from '../stages/stage-settings.ts';
import { statementsOf, tableOf } from '../testing/statements.ts';
import { synthesize } from '../testing/synthesize.ts';

const withApi = (api: object) => synthesize('dev', parseStage('dev', { api }));
const policyOf = (api: object) => tableOf(statementsOf(withApi(api)).filter(({ holder }) => holder === 'ApiRestApi'));
const rolesOf = (template: Template) =>
  Object.keys(template.findOutputs('*')).filter((name) => /^JobsApi.*Role/.test(name));
const app = 'https://app.example.com';
const vpcEndpointIds = ['vpce-0123456789abcdef0', 'vpce-1'];

describe('by default the API', () => {
  const template = withApi({});

  it('has no resource policy: IAM decides', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { Policy: Match.absent() });
  });

  it('has one role for callers, and no web ACL', () => {
    expect(rolesOf(template)).toEqual(['JobsApiInvokeRole']);
    template.resourceCountIs('AWS::WAFv2::WebACL', 0);
  });
});

describe('the policy of an API', () => {
  it('denies other addresses, and grants nothing beyond IAM', () => {
    expect(policyOf({ cidrs: ['192.0.2.0/24', '2001:db8::/32'] })).toMatchInlineSnapshot(`
      "ApiRestApi
        Deny AWS: * execute-api:Invoke on execute-api:/*
          if NotIpAddress aws:SourceIp: 192.0.2.0/24, 2001:db8::/32"
    `);
  });

  it('allows other accounts if their own policies do', () => {
    expect(policyOf({ accounts: ['111122223333'] })).toMatchInlineSnapshot(`
      "ApiRestApi
        Allow AWS: arn:aws:iam::111122223333:root execute-api:Invoke on execute-api:/dev/GET/jobs execute-api:/dev/GET/jobs/* execute-api:/dev/POST/jobs execute-api:/dev/POST/jobs/*/cancel"
    `);
  });

  it('allows preflights of browsers that may call the API', () => {
    expect(policyOf({ cidrs: ['192.0.2.0/24'], allowedOrigins: [app] })).toMatchInlineSnapshot(`
      "ApiRestApi
        Deny AWS: * execute-api:Invoke on execute-api:/*
          if NotIpAddress aws:SourceIp: 192.0.2.0/24
        Allow AWS: * execute-api:Invoke on execute-api:/dev/OPTIONS/*"
    `);
  });

  it('is redeployed when it changes', () => {
    const findDeployments = (api: object) => Object.keys(withApi(api).findResources('AWS::ApiGateway::Deployment'));
    expect(findDeployments({ cidrs: ['192.0.2.0/24'] })).not.toEqual(findDeployments({ cidrs: ['198.51.100.0/24'] }));
  });
});

describe('a private API', () => {
  const privateApi = { privateEndpoint: { vpcEndpointIds } };

  it('is reached through its VPC endpoints, under any of their names', () => {
    withApi(privateApi).hasResourceProperties('AWS::ApiGateway::RestApi', {
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: vpcEndpointIds },
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      EndpointAccessMode: 'BASIC',
    });
  });

  it('allows each of its own roles its purpose, and denies requests from elsewhere', () => {
    expect(policyOf({ ...privateApi, cidrs: ['10.0.0.0/8'], separateRoles: true })).toMatchInlineSnapshot(`
      "ApiRestApi
        Deny AWS: * execute-api:Invoke on execute-api:/*
          if StringNotEquals aws:SourceVpce: vpce-0123456789abcdef0, vpce-1
        Deny AWS: * execute-api:Invoke on execute-api:/*
          if NotIpAddress aws:VpcSourceIp: 10.0.0.0/8
        Allow AWS: <ApiInvokeRole.Arn> execute-api:Invoke on execute-api:/dev/GET/jobs execute-api:/dev/GET/jobs/* execute-api:/dev/POST/jobs execute-api:/dev/POST/jobs/*/cancel
        Allow AWS: <ApiReaderRole.Arn> execute-api:Invoke on execute-api:/dev/GET/jobs execute-api:/dev/GET/jobs/*
        Allow AWS: <ApiSubmitterRole.Arn> execute-api:Invoke on execute-api:/dev/POST/jobs
        Allow AWS: <ApiCancellerRole.Arn> execute-api:Invoke on execute-api:/dev/POST/jobs/*/cancel"
    `);
  });

  it('outputs its URL within the VPC', () => {
    const { JobsApiEndpoint } = withApi(privateApi).findOutputs('JobsApiEndpoint') as Record<string, { Value: object }>;
    expect(JSON.stringify(JobsApiEndpoint?.Value)).toMatch(
      /"https:\/\/",\{"Ref":"ApiRestApi\w+"\},"-vpce-0123456789abcdef0\.execute-api\./,
    );
  });
});

describe('separate roles', () => {
  it('may only read jobs, only submit them, or only cancel them', () => {
    const template = withApi({ separateRoles: true });
    const roles = statementsOf(template).filter(({ holder }) => /^Api(?:Reader|Submitter|Canceller)Role/.test(holder));
    expect(tableOf(roles)).toMatchInlineSnapshot(`
      "ApiReaderRole
        Allow AWS: arn:aws:iam::ACCOUNT:root sts:AssumeRole
      ApiReaderRoleDefaultPolicy
        Allow execute-api:Invoke on arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>/<ApiRestApiDeploymentStagedev>/GET/jobs arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>/<ApiRestApiDeploymentStagedev>/GET/jobs/*
      ApiSubmitterRole
        Allow AWS: arn:aws:iam::ACCOUNT:root sts:AssumeRole
      ApiSubmitterRoleDefaultPolicy
        Allow execute-api:Invoke on arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>/<ApiRestApiDeploymentStagedev>/POST/jobs
      ApiCancellerRole
        Allow AWS: arn:aws:iam::ACCOUNT:root sts:AssumeRole
      ApiCancellerRoleDefaultPolicy
        Allow execute-api:Invoke on arn:aws:execute-api:REGION:ACCOUNT:<ApiRestApi>/<ApiRestApiDeploymentStagedev>/POST/jobs/*/cancel"
    `);
    expect(rolesOf(template)).toEqual([
      'JobsApiInvokeRole',
      'JobsApiReadRole',
      'JobsApiSubmitRole',
      'JobsApiCancelRole',
    ]);
  });
});

describe('clients', () => {
  it('have one role each, with all permissions of a caller', () => {
    const template = synthesize('dev', parseStage('dev', { clients: ['billing', 'Reports'] }));
    expect(rolesOf(template)).toEqual(['JobsApiInvokeRole', 'JobsApiInvokeRoleBilling', 'JobsApiInvokeRoleReports']);
    const rights = (holder: string) =>
      statementsOf(template).find((statement) => statement.holder === `${holder}DefaultPolicy`)?.resources;
    expect(rights('ApiInvokeRoleBilling')).toEqual(rights('ApiInvokeRole'));
  });

  it.each([[['a b']], [['billing', 'Billing']], [['1st']]])('cannot be named %j', (clients) => {
    expect(() => parseStage('dev', { clients })).toThrow(/clients/);
  });
});

describe('a web ACL', () => {
  const template = withApi({ webAcl: { requestsPerFiveMinutes: 500 } });

  it('blocks addresses above the rate limit, and attacks that AWS knows', () => {
    const group = (Name: string, ...counted: string[]) =>
      Match.objectLike({
        OverrideAction: { None: {} },
        Statement: {
          ManagedRuleGroupStatement: {
            VendorName: 'AWS',
            Name,
            RuleActionOverrides: counted.map((rule) => ({ Name: rule, ActionToUse: { Count: {} } })),
          },
        },
      });
    template.hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      Rules: [
        Match.objectLike({
          Action: { Block: {} },
          Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 500 } },
        }),
        group('AWSManagedRulesCommonRuleSet', 'SizeRestrictions_BODY', 'NoUserAgent_HEADER'),
        group('AWSManagedRulesKnownBadInputsRuleSet'),
      ],
    });
  });

  it('only counts if the stage is set to', () => {
    const counting = withApi({ webAcl: { mode: 'count' } });
    const [acl] = Object.values(counting.findResources('AWS::WAFv2::WebACL')) as { Properties: { Rules: object[] } }[];
    expect(acl?.Properties.Rules).toMatchObject([
      { Action: { Count: {} } },
      { OverrideAction: { Count: {} } },
      { OverrideAction: { Count: {} } },
    ]);
  });

  it('logs what it blocked or counted, without credentials, and keeps it as long as the access log', () => {
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: `aws-waf-logs-${stackNameOf('dev')}`,
      RetentionInDays: 30,
      KmsKeyId: Match.anyValue(),
    });
    expect(JSON.stringify(template.findResources('AWS::KMS::Key'))).toContain(':log-group:aws-waf-logs-');
    template.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      RedactedFields: [{ SingleHeader: { Name: 'authorization' } }, { SingleHeader: { Name: 'x-amz-security-token' } }],
      LoggingFilter: { DefaultBehavior: 'DROP' },
    });
  });

  it('is associated with the stage', () => {
    const [stage] = Object.keys(template.findResources('AWS::ApiGateway::Stage'));
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: { 'Fn::Join': ['', Match.arrayWith([':apigateway:', '::/restapis/', '/stages/', { Ref: stage }])] },
    });
    expect(JSON.stringify(template.findResources('AWS::ApiGateway::Stage'))).not.toContain('APIG3');
  });
});

describe('the roles of callers', () => {
  const rolesOf = (api: object) =>
    Object.values(
      withApi({ separateRoles: true, ...api }).findResources('AWS::IAM::Role', {
        Properties: { MaxSessionDuration: Match.anyValue() },
      }),
    ) as { Properties: { MaxSessionDuration: number; AssumeRolePolicyDocument: { Statement: object[] } } }[];

  it('last an hour, for all principals of the account that IAM permits', () => {
    const roles = rolesOf({});
    expect(roles).toHaveLength(4);
    for (const { Properties } of roles) {
      expect(Properties.MaxSessionDuration).toBe(3600);
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        expect.not.objectContaining({ Condition: expect.anything() as unknown }),
      ]);
    }
  });

  it('can be limited to principals with a source identity', () => {
    const principals = ['arn:aws:iam::111122223333:role/apps/*'];
    const Condition = {
      ArnLike: { 'aws:PrincipalArn': principals },
      StringLike: { 'sts:SourceIdentity': '*' },
    };
    const roles = rolesOf({ callerRoles: { principals, sourceIdentity: true, maxSessionHours: 12 } });
    expect(roles).toHaveLength(4);
    for (const { Properties } of roles) {
      expect(Properties.MaxSessionDuration).toBe(43_200);
      expect(Properties.AssumeRolePolicyDocument.Statement).toMatchObject([
        { Action: 'sts:AssumeRole', Condition },
        { Action: 'sts:SetSourceIdentity', Condition },
      ]);
    }
  });

  it.each([['me'], ['arn:aws:iam::111122223333:root'], ['arn:aws:iam::1:role/x']])(
    'reject %s as a principal',
    (principal) => {
      expect(() => parseStage('dev', { api: { callerRoles: { principals: [principal] } } })).toThrow(/principals/);
    },
  );
});

describe('access settings', () => {
  it.each([
    ['accounts', { accounts: ['1234'] }],
    ['cidrs', { cidrs: ['10.0.0.0'] }],
    ['privateEndpoint.vpcEndpointIds', { privateEndpoint: { vpcEndpointIds: [] } }],
    ['privateEndpoint.vpcEndpointIds.0', { privateEndpoint: { vpcEndpointIds: ['vpc-1'] } }],
    ['webAcl.requestsPerFiveMinutes', { webAcl: { requestsPerFiveMinutes: 9 } }],
  ])('are checked: %s', (path, api) => {
    expect(() => parseStage('dev', { api })).toThrow(new RegExp(`api\\.${path}`));
  });
});
