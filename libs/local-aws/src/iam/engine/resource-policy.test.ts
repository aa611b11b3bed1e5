import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kernel/index.ts';
import { createIam, type RoleDefinition } from './iam.ts';
import { parsePolicyDocument } from './policy-document.ts';
import { withResourcePolicy } from './resource-policy.ts';

const accountId = '000000000000';
const resource = `arn:aws:execute-api:eu-west-1:${accountId}:api123/dev/GET/jobs/1`;
const action = 'execute-api:Invoke';
const policy = (...statements: object[]) =>
  parsePolicyDocument(
    { Version: '2012-10-17', Statement: statements.map((one) => ({ Action: action, Resource: resource, ...one })) },
    'test',
  );

const roleArn = `arn:aws:iam::${accountId}:role/Caller`;
const account = { AWS: `arn:aws:iam::${accountId}:root` };

/** A session of a role whose own policy has these statements. */
function prepare(...statements: object[]) {
  const role: RoleDefinition = {
    arn: roleArn,
    name: 'Caller',
    path: '/',
    id: 'AROAEXAMPLE',
    assumeRolePolicy: parsePolicyDocument(
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: account, Action: 'sts:AssumeRole' }] },
      'test',
    ),
    policies: statements.length > 0 ? [policy(...statements)] : [],
  };
  const user = { name: 'jobs-local', accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  const iam = createIam({ accountId, region: 'eu-west-1', clock: new AdjustableClock(), user, roles: [role] });
  const session = iam.assumeRole(iam.user, roleArn, 'test', 3600);
  return { iam, caller: { ...iam.user, arn: session.arn, roleArn } };
}

const allow = { Effect: 'Allow' };
const deny = { Effect: 'Deny' };
const anyPrincipal = { Principal: '*' };
const said = { allow: 'Allow', 'explicit-deny': 'Explicit deny', 'implicit-deny': 'Implicit deny' };
const outcome = (decision: { allowed: boolean; explicit?: boolean }) =>
  said[decision.allowed ? 'allow' : decision.explicit ? 'explicit-deny' : 'implicit-deny'];

describe('a caller of the same account', () => {
  it.each<[string, object[], object[], string]>([
    ['both allow', [allow], [allow], 'Allow'],
    ['only IAM allows', [allow], [], 'Allow'],
    ['IAM allows and the resource denies', [allow], [deny], 'Explicit deny'],
    ['only the resource allows', [], [allow], 'Allow'],
    ['neither applies', [], [], 'Implicit deny'],
    ['only the resource denies', [], [deny], 'Explicit deny'],
    ['IAM denies and the resource allows', [deny], [allow], 'Explicit deny'],
    ['only IAM denies', [deny], [], 'Explicit deny'],
    ['both deny', [deny], [deny], 'Explicit deny'],
  ])('A19 when %s', (_, own, ofResource, expected) => {
    const { iam, caller } = prepare(...own);
    const other = { Effect: 'Allow', Resource: 'arn:aws:s3:::other' };
    const document = policy(...[...ofResource, other].map((statement) => ({ ...anyPrincipal, ...statement })));
    expect(outcome(withResourcePolicy(iam, document)(caller, action, resource, {}))).toBe(expected);
  });

  it('A19 is allowed by its role as a principal, not by its account', () => {
    const { iam, caller } = prepare();
    const asked = (Principal: object) =>
      withResourcePolicy(iam, policy({ ...allow, Principal }))(caller, action, resource, {});
    expect(outcome(asked(account))).toBe('Implicit deny');
    expect(outcome(asked({ AWS: roleArn }))).toBe('Allow');
  });

  it('A15 A19 is denied by a statement on its account, and the error says so', () => {
    const { iam, caller } = prepare(allow);
    const decide = withResourcePolicy(iam, policy({ ...deny, Principal: account }));
    expect(decide(caller, action, resource, {})).toEqual({
      allowed: false,
      explicit: true,
      reason: 'with an explicit deny in a resource-based policy',
    });
  });

  it('is matched by account and source address', () => {
    const { iam, caller } = prepare(allow);
    const outside = { ...deny, ...anyPrincipal, Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } } };
    const others = { ...deny, ...anyPrincipal, Condition: { StringNotEquals: { 'aws:PrincipalAccount': accountId } } };
    const decide = withResourcePolicy(iam, policy(outside, others));
    const from = (address: string) => outcome(decide(caller, action, resource, { 'aws:SourceIp': address }));
    expect([from('10.1.2.3'), from('192.0.2.1')]).toEqual(['Allow', 'Explicit deny']);
  });
});

describe('an unsigned request', () => {
  it('is allowed without a policy', () => {
    expect(outcome(withResourcePolicy(prepare().iam)(undefined, action, resource, {}))).toBe('Allow');
  });

  it('must be allowed by the policy if there is one', () => {
    const { iam } = prepare();
    const asked = (...statements: object[]) =>
      withResourcePolicy(iam, policy(...statements))(undefined, action, resource, {});
    expect(asked({ ...allow, Principal: account })).toEqual({
      allowed: false,
      explicit: false,
      reason: 'because no resource-based policy allows the execute-api:Invoke action',
    });
    expect(outcome(asked({ ...allow, ...anyPrincipal }))).toBe('Allow');
    expect(outcome(asked({ ...allow, ...anyPrincipal }, { ...deny, ...anyPrincipal }))).toBe('Explicit deny');
  });
});
