import { describe, expect, it } from 'vitest';
import { PolicyError } from './errors.ts';
import { type ConditionContext, evaluatePolicies } from './policy.ts';
import { parsePolicyDocument } from './policy-document.ts';

const document = (...statements: object[]) =>
  parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, 'test');

const table = 'arn:aws:dynamodb:eu-west-1:000000000000:table/Jobs';
const ask = (statements: object[], action: string, resource = table, context: ConditionContext = {}) =>
  evaluatePolicies([document(...statements)], { action, resource, context });

const allow = (more: object) => ({ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*', ...more });

describe('statements', () => {
  it('result in an implicit deny when none applies', () => {
    expect(ask([allow({ Action: 'dynamodb:GetItem' })], 'dynamodb:PutItem')).toBe('implicit-deny');
    expect(ask([allow({ Resource: `${table}/index/*` })], 'dynamodb:GetItem')).toBe('implicit-deny');
  });

  it('allow an action in any letter case, on the named resource', () => {
    expect(ask([allow({ Action: ['s3:*', 'DynamoDB:getitem'], Resource: [table] })], 'dynamodb:GetItem')).toBe('allow');
  });

  it('deny whatever others allow', () => {
    expect(ask([allow({}), { Effect: 'Deny', Action: '*', Resource: '*' }], 'dynamodb:GetItem')).toBe('explicit-deny');
  });

  it('support NotAction and NotResource', () => {
    const notAction = { Effect: 'Allow', NotAction: 'execute-api:Invoke', Resource: '*' };
    const notResource = { Effect: 'Allow', Action: '*', NotResource: table };

    expect(ask([notAction], 'dynamodb:GetItem')).toBe('allow');
    expect(ask([notAction], 'execute-api:Invoke')).toBe('implicit-deny');
    expect(ask([notResource], 'dynamodb:GetItem')).toBe('implicit-deny');
    expect(ask([notResource], 'dynamodb:GetItem', `${table}2`)).toBe('allow');
  });

  it('support policy variables, which match nothing without a value', () => {
    const own = [allow({ Resource: 'arn:aws:dynamodb:*:*:table/${aws:username}' })];

    expect(ask(own, 'dynamodb:GetItem', table, { 'aws:UserName': 'Jobs' })).toBe('allow');
    expect(ask(own, 'dynamodb:GetItem', table, { 'aws:username': 'Other' })).toBe('implicit-deny');
    expect(ask(own, 'dynamodb:GetItem', table, { 'aws:username': ['Jobs', 'Other'] })).toBe('implicit-deny');
    expect(ask(own, 'dynamodb:GetItem', 'arn:aws:dynamodb:r:a:table/')).toBe('implicit-deny');
    expect(ask([allow({ Resource: '*/${*}' })], 'dynamodb:GetItem', 'x/*')).toBe('allow');
  });
});

describe('conditions', () => {
  const context: ConditionContext = {
    'aws:SourceIp': '127.0.0.1',
    'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/path/Invoke',
    'aws:SecureTransport': 'false',
    'aws:CurrentTime': '2026-11-22T12:00:00Z',
    'jobs:count': '10',
    'jobs:empty': '',
    'jobs:tags': ['red', 'green'],
  };

  it.each([
    ['StringEquals', 'jobs:count', '10'],
    ['StringEquals', 'JOBS:COUNT', ['9', '10']],
    ['StringEquals', 'jobs:tags', 'green'],
    ['StringEqualsIgnoreCase', 'jobs:tags', 'RED'],
    ['StringNotEquals', 'jobs:count', '11'],
    ['StringNotEquals', 'jobs:none', '11'],
    ['StringLike', 'aws:PrincipalArn', '*:role/*/Inv?ke'],
    ['StringNotLike', 'aws:PrincipalArn', '*:user/*'],
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/path/*'],
    ['ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::000000000000:role/path/Invoke'],
    ['ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:user/*'],
    ['Bool', 'aws:SecureTransport', false],
    ['NumericEquals', 'jobs:count', 10],
    ['NumericNotEquals', 'jobs:count', '9'],
    ['NumericLessThan', 'jobs:count', 11],
    ['NumericLessThanEquals', 'jobs:count', '10'],
    ['NumericGreaterThan', 'jobs:count', '9.5'],
    ['NumericGreaterThanEquals', 'jobs:count', '10'],
    ['DateLessThan', 'aws:CurrentTime', '2026-11-22T12:00:01Z'],
    ['DateGreaterThanEquals', 'aws:CurrentTime', '1795348800'],
    ['IpAddress', 'aws:SourceIp', '127.0.0.0/8'],
    ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '127.0.0.1']],
    ['NotIpAddress', 'aws:SourceIp', ['10.0.0.0/8', '::1']],
    ['Null', 'jobs:none', 'true'],
    ['Null', 'jobs:count', 'false'],
    ['StringEqualsIfExists', 'jobs:none', '10'],
    ['StringEqualsIfExists', 'jobs:count', '10'],
  ])('%s holds for %s and %j', (operator, key, value) => {
    expect(ask([allow({ Condition: { [operator]: { [key]: value } } })], 'dynamodb:Scan', table, context)).toBe(
      'allow',
    );
  });

  it.each([
    ['StringEquals', 'jobs:count', '1*'],
    ['StringEquals', 'jobs:none', '10'],
    ['StringNotEquals', 'jobs:tags', 'red'],
    ['StringNotLike', 'aws:PrincipalArn', '*:role/*'],
    ['ArnLike', 'aws:PrincipalArn', '*'],
    ['ArnNotEquals', 'aws:PrincipalArn', 'arn:aws:iam::000000000000:role/path/Invoke'],
    ['Bool', 'aws:SecureTransport', 'true'],
    ['NumericEquals', 'jobs:tags', '10'],
    ['NumericLessThan', 'jobs:empty', '1'],
    ['NumericGreaterThan', 'jobs:count', '10'],
    ['IpAddress', 'aws:SourceIp', '::1'],
    ['IpAddress', 'jobs:count', '0.0.0.0/0'],
    ['NotIpAddress', 'aws:SourceIp', '127.0.0.1'],
    ['Null', 'jobs:none', 'false'],
    ['StringEqualsIfExists', 'jobs:count', '11'],
  ])('%s does not hold for %s and %j', (operator, key, value) => {
    expect(ask([allow({ Condition: { [operator]: { [key]: value } } })], 'dynamodb:Scan', table, context)).toBe(
      'implicit-deny',
    );
  });

  it('must all hold', () => {
    const Condition = {
      StringEquals: { 'jobs:count': '10', 'jobs:tags': 'blue' },
      Bool: { 'aws:SecureTransport': false },
    };

    expect(ask([allow({ Condition })], 'dynamodb:Scan', table, context)).toBe('implicit-deny');
  });

  it('take an IPv4 address that came in as IPv6', () => {
    const Condition = { IpAddress: { 'aws:SourceIp': '127.0.0.1' } };

    expect(ask([allow({ Condition })], 'dynamodb:Scan', table, { 'aws:SourceIp': '::ffff:127.0.0.1' })).toBe('allow');
  });
});

describe('an unsupported policy document', () => {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*' };

  it.each([
    [
      { ...statement, Condition: { ForAnyValue: {} } },
      /Statement\[0\]\.Condition: the condition operator ForAnyValue is/,
    ],
    [{ ...statement, Condition: { 'ForAllValues:StringEquals': {} } }, /operator ForAllValues:StringEquals is not/],
    [{ ...statement, Condition: { constructor: { a: 'b' } } }, /operator constructor is not/],
    [{ ...statement, Condition: { NullIfExists: { a: 'b' } } }, /operator NullIfExists is not/],
    [{ ...statement, Effect: 'Maybe' }, /Statement\[0\]\.Effect is "Maybe"/],
    [{ ...statement, NotAction: 'a' }, /Statement\[0\]\.Action cannot be combined with its Not… form/],
    [{ Effect: 'Allow', Resource: '*' }, /has no Action/],
    [{ Effect: 'Allow', Action: '*' }, /neither Resource nor Principal/],
    [{ ...statement, NotPrincipal: '*' }, /Statement\[0\]\.NotPrincipal is not supported/],
    [{ ...statement, Principal: { Federated: 'x' } }, /Principal\.Federated is not supported/],
    [{ ...statement, Resource: { Ref: 'Table' } }, /Resource is not a string: \{"Ref":"Table"\}/],
    ['Allow', /Statement\[0\] is not an object/],
  ])('%j is rejected', (statement, message) => {
    expect(() => parsePolicyDocument({ Version: '2012-10-17', Statement: [statement] }, 'Role.Policies[0]')).toThrow(
      expect.objectContaining({ name: 'PolicyError', message: expect.stringMatching(message) as string }),
    );
  });

  it.each([
    ['IpAddress', '127.0.0.0/33'],
    ['NotIpAddress', 'localhost'],
    ['NumericEquals', 'ten'],
    ['DateLessThan', 'yesterday'],
    ['Bool', 'yes'],
    ['Null', 'maybe'],
  ])('is rejected for %s with "%s"', (operator, value) => {
    const Statement = { ...statement, Condition: { [operator]: { 'aws:x': value } } };

    expect(() => parsePolicyDocument({ Version: '2012-10-17', Statement }, 'Role')).toThrow(
      `Role.Statement[0].Condition.${operator}.aws:x: "${value}" is not a valid value for ${operator}.`,
    );
  });

  it('is rejected for another version, naming the location', () => {
    expect(() => parsePolicyDocument({ Version: '2008-10-17', Statement: [] }, 'Role.Policies[0]')).toThrow(
      new PolicyError('Role.Policies[0].Version is "2008-10-17"; only "2012-10-17" is supported.'),
    );
  });
});
