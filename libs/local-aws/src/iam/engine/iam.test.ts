import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kernel/index.ts';
import { AccessDeniedError } from './errors.ts';
import { createIam, type RoleDefinition } from './iam.ts';
import { parsePolicyDocument } from './policy-document.ts';
import { uniqueId } from './unique-id.ts';

const accountId = '000000000000';
const policy = (...statements: object[]) =>
  parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, 'test');

const role = (name: string, trust: object, ...statements: object[]): RoleDefinition => ({
  arn: `arn:aws:iam::${accountId}:role/jobs/${name}`,
  name,
  path: '/jobs/',
  id: uniqueId('AROA', name),
  assumeRolePolicy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', ...trust }),
  policies: statements.length === 0 ? [] : [policy(...statements)],
});

const account = { Principal: { AWS: `arn:aws:iam::${accountId}:root` } };
const invokeArn = `arn:aws:execute-api:eu-west-1:${accountId}:api123/dev/POST/jobs`;
const roles = {
  invoke: role('Invoke', account, { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: invokeArn }),
  denied: role('Denied', account, { Effect: 'Deny', Action: 'execute-api:*', Resource: '*' }),
  lambda: role('Lambda', { Principal: { Service: 'lambda.amazonaws.com' } }),
  powerless: role('Powerless', account),
  forbidden: role('Forbidden', account, { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' }),
  open: role('Open', { Principal: '*' }),
  named: role('Named', {
    ...account,
    Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    Condition: { StringLike: { 'sts:SourceIdentity': '*' } },
  }),
  chained: role('Chained', { Principal: '*', Action: 'sts:*' }),
  direct: role('Direct', { Principal: { AWS: `arn:aws:iam::${accountId}:role/jobs/Powerless` } }),
};

const prepare = () => {
  const clock = new AdjustableClock();
  const user = { name: 'jobs-local', accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  return { clock, iam: createIam({ accountId, region: 'eu-west-1', clock, user, roles: Object.values(roles) }) };
};

describe('the user', () => {
  it('may do everything but call the API', () => {
    const { iam } = prepare();

    expect(iam.authorize(iam.user, 'dynamodb:Scan', `arn:aws:dynamodb:eu-west-1:${accountId}:table/x`)).toEqual({
      allowed: true,
    });
    expect(iam.authorize(iam.user, 'execute-api:Invoke', invokeArn)).toEqual({
      allowed: false,
      explicit: false,
      reason: 'because no identity-based policy allows the execute-api:Invoke action',
    });
  });

  it('is the only principal with its permissions', () => {
    const { iam } = prepare();
    const other = { ...iam.user, arn: `${iam.user.arn}-other` };

    expect(iam.authorize(other, 'dynamodb:Scan', '*').allowed).toBe(false);
  });

  it("A79 has an id in the form of an IAM user's", () => {
    expect(prepare().iam.user).toMatchObject({
      principalId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/) as string,
      arn: `arn:aws:iam::${accountId}:user/jobs-local`,
    });
  });
});

describe('a session of a role', () => {
  it("A79 E1 E2 has a temporary key, and the role's name without its path", () => {
    const { iam, clock } = prepare();

    const session = iam.assumeRole(iam.user, roles.invoke.arn, 'me', 900);

    expect(session.arn).toBe(`arn:aws:sts::${accountId}:assumed-role/Invoke/me`);
    expect(session.assumedRoleId).toBe(`${roles.invoke.id}:me`);
    expect(session.credentials.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(session.credentials.secretAccessKey).toMatch(/^[A-Z0-9+/]{40}$/i);
    expect(session.credentials.expiresAt % 1000).toBe(0);
    expect(Math.abs(session.credentials.expiresAt - clock.now() - 900_000)).toBeLessThan(2000);
  });

  it("has only its role's permissions", () => {
    const { iam } = prepare();

    expect(iam.authorize({ roleArn: roles.invoke.arn }, 'execute-api:Invoke', invokeArn).allowed).toBe(true);
    expect(iam.authorize({ roleArn: roles.invoke.arn }, 'execute-api:Invoke', `${invokeArn}/x`).allowed).toBe(false);
    expect(iam.authorize({ roleArn: roles.invoke.arn }, 'dynamodb:Scan', '*').allowed).toBe(false);
    expect(iam.authorize({ roleArn: `${roles.invoke.arn}X` }, 'execute-api:Invoke', invokeArn).allowed).toBe(false);
  });

  it('A15 reports an explicit deny', () => {
    const { iam } = prepare();

    expect(iam.authorize({ roleArn: roles.denied.arn }, 'execute-api:Invoke', invokeArn)).toEqual({
      allowed: false,
      explicit: true,
      reason: 'with an explicit deny in an identity-based policy',
    });
  });

  it.each([
    ['whose trust policy names only a service', roles.lambda.arn],
    ["that doesn't exist", `arn:aws:iam::${accountId}:role/Nobody`],
  ])('E6 is denied for a role %s', (_, arn) => {
    const { iam } = prepare();

    expect(() => iam.assumeRole(iam.user, arn, 'me', 900)).toThrow(
      new AccessDeniedError(
        `User: arn:aws:iam::${accountId}:user/jobs-local is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      ),
    );
  });

  it('is rejected when the trust policy names the account and the caller has no permission of its own', () => {
    const { iam } = prepare();
    const powerless = sessionOf(iam, roles.powerless);

    expect(() => iam.assumeRole(powerless, roles.invoke.arn, 'me', 900)).toThrow(AccessDeniedError);
  });

  it('is rejected when a policy of the caller denies it, whatever the trust policy says', () => {
    const { iam } = prepare();

    expect(iam.assumeRole(sessionOf(iam, roles.powerless), roles.open.arn, 'me', 900).arn).toContain('/Open/me');
    expect(() => iam.assumeRole(sessionOf(iam, roles.forbidden), roles.open.arn, 'me', 900)).toThrow(AccessDeniedError);
  });

  it('is granted when the trust policy names the caller itself', () => {
    const { iam } = prepare();
    const powerless = sessionOf(iam, roles.powerless);

    expect(iam.assumeRole(powerless, roles.direct.arn, 'me', 900).arn).toContain('assumed-role/Direct/me');
  });

  it('E13 requires the source identity that its trust policy demands, and keeps it', () => {
    const { iam } = prepare();
    expect(() => iam.assumeRole(iam.user, roles.named.arn, 'me', 900)).toThrow('perform: sts:AssumeRole on');

    const { credentials, sourceIdentity } = iam.assumeRole(iam.user, roles.named.arn, 'me', 900, 'alice');

    expect(sourceIdentity).toBe('alice');
    const { caller } = iam.credentials.find(credentials.accessKeyId, credentials.sessionToken)!;
    expect(iam.contextOf(caller, {})).toMatchObject({ 'aws:SourceIdentity': 'alice' });
    expect(() => iam.assumeRole(caller, roles.open.arn, 'me', 900)).toThrow('perform: sts:SetSourceIdentity on');
    expect(iam.assumeRole(caller, roles.chained.arn, 'me', 900)).toMatchObject({ sourceIdentity: 'alice' });
    expect(() => iam.assumeRole(caller, roles.chained.arn, 'me', 900, 'bob')).toThrow('sts:SetSourceIdentity on');
  });

  it('E13 is denied with a source identity that its trust policy does not allow', () => {
    const { iam } = prepare();

    expect(() => iam.assumeRole(iam.user, roles.invoke.arn, 'me', 900, 'alice')).toThrow('sts:SetSourceIdentity on');
  });

  it('stays valid after a restart with the same user', () => {
    const { credentials } = prepare().iam.assumeRole(prepare().iam.user, roles.invoke.arn, 'me', 900);

    const found = prepare().iam.credentials.find(credentials.accessKeyId, credentials.sessionToken);

    expect(found).toMatchObject({ secretAccessKey: credentials.secretAccessKey, expiresAt: credentials.expiresAt });
  });

  it.each([
    ['no token', () => undefined],
    ['an altered token', (token: string) => `${token.slice(0, 50)}${token[50] === 'A' ? 'B' : 'A'}${token.slice(51)}`],
    ['an empty token', () => ''],
    ['extra characters after its token', (token: string) => `${token}!`],
    ["the token of another session's key", () => otherToken()],
  ])('E9 is rejected with %s', (_, change) => {
    const { iam } = prepare();
    const { credentials } = iam.assumeRole(iam.user, roles.invoke.arn, 'me', 900);

    expect(iam.credentials.find(credentials.accessKeyId, change(credentials.sessionToken))).toBeUndefined();
  });
});

describe('a service', () => {
  it('gets credentials of a role that trusts it', () => {
    const { iam } = prepare();

    const credentials = iam.assumeRoleAsService('lambda.amazonaws.com', roles.lambda.arn, { sessionName: 'processor' });

    expect(iam.trusts(roles.lambda.arn, 'lambda.amazonaws.com')).toBe(true);
    expect(iam.credentials.find(credentials.accessKeyId, credentials.sessionToken)?.caller).toMatchObject({
      arn: `arn:aws:sts::${accountId}:assumed-role/Lambda/processor`,
      roleArn: roles.lambda.arn,
    });
  });

  it.each([
    ['apigateway.amazonaws.com', roles.lambda.arn],
    ['lambda.amazonaws.com', roles.invoke.arn],
  ])('%s is rejected by %s, which does not trust it', (service, arn) => {
    expect(prepare().iam.trusts(arn, service)).toBe(false);
    expect(() => prepare().iam.assumeRoleAsService(service, arn)).toThrow(AccessDeniedError);
  });
});

function sessionOf(iam: ReturnType<typeof prepare>['iam'], { arn }: RoleDefinition) {
  const { credentials } = iam.assumeRole(iam.user, arn, 'me', 900);
  return iam.credentials.find(credentials.accessKeyId, credentials.sessionToken)!.caller;
}

function otherToken(): string {
  const { iam } = prepare();
  return iam.assumeRole(iam.user, roles.invoke.arn, 'other', 900).credentials.sessionToken;
}
