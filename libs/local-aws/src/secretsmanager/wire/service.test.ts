import { describe, expect, it } from 'vitest';
import { definitionOf, secretsFixture } from '../testing/secrets-fixture.ts';

const day = 24 * 3600 * 1000;

describe('a secret', () => {
  it.each([
    'db',
    'arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-AbCdEf',
    'arn:aws:secretsmanager:eu-west-1:000000000000:secret:db',
    // A deployed secret that the stack refers to by ARN.
    'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-x1Y2z3',
  ])('is found by %s', async (SecretId) => {
    const { call } = secretsFixture([definitionOf('db', 'text')]);
    expect(await call('GetSecretValue', { SecretId })).toMatchObject({ Name: 'db', SecretString: 'text' });
  });

  it('is not mistaken for another one when its name ends like a full ARN', async () => {
    const { call } = secretsFixture([definitionOf('db', 'short'), definitionOf('db-secret', 'long')]);
    const SecretId = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-secret';
    expect(await call('GetSecretValue', { SecretId })).toMatchObject({ SecretString: 'long' });
  });

  it('without a value reports where to add it', async () => {
    const { rejection } = secretsFixture([definitionOf('db')]);
    expect(await rejection('GetSecretValue', { SecretId: 'db' })).toEqual([
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT. Add db.",
    ]);
    expect(await rejection('GetSecretValue', { SecretId: 'arn:aws:secretsmanager:a:1:secret:x-AbCdEf' })).toEqual([
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret. Add x.",
    ]);
  });

  it('is removed when its recovery window ends', async () => {
    const { call, rejection, clock } = secretsFixture([definitionOf('db', 'text')]);
    await call('DeleteSecret', { SecretId: 'db', RecoveryWindowInDays: 7 });
    const [deleted] = await rejection('PutSecretValue', { SecretId: 'db', SecretString: 'x' });
    expect(deleted).toBe('InvalidRequestException');
    clock.advance(7 * day - 1);
    expect(await call('DescribeSecret', { SecretId: 'db' })).toHaveProperty('DeletedDate');
    clock.advance(1);
    const [gone] = await rejection('DescribeSecret', { SecretId: 'db' });
    expect(gone).toBe('ResourceNotFoundException');
  });

  it("keeps a value set by a call until the stack's value changes", async () => {
    const { call, secrets } = secretsFixture([definitionOf('db', 'one')]);
    const current = async () => (await call('GetSecretValue', { SecretId: 'db' })).SecretString;
    await call('PutSecretValue', { SecretId: 'db', SecretString: 'put' });
    secrets.define([definitionOf('db', 'one')]);
    expect(await current()).toBe('put');
    secrets.define([definitionOf('db', 'two')]);
    expect(await current()).toBe('two');
  });

  it('keeps up to 100 versions, and all labelled ones', async () => {
    const { call } = secretsFixture([definitionOf('db', 'first')]);
    await call('PutSecretValue', { SecretId: 'db', SecretString: 'labelled', VersionStages: ['OWN'] });
    for (let version = 0; version < 110; version++) {
      await call('PutSecretValue', { SecretId: 'db', SecretString: String(version) });
    }
    const listed = await call('ListSecretVersionIds', { SecretId: 'db', IncludeDeprecated: true, MaxResults: 100 });
    expect(listed.Versions).toHaveLength(100);
    expect(listed).not.toHaveProperty('NextToken');
    expect(await call('GetSecretValue', { SecretId: 'db', VersionStage: 'OWN' })).toMatchObject({
      SecretString: 'labelled',
    });
  });

  it('is removed when the stack no longer defines it, unlike a secret created by a call', async () => {
    const { call, secrets } = secretsFixture([definitionOf('db', 'one')]);
    await call('CreateSecret', { Name: 'own', SecretString: 'x' });
    secrets.define([]);
    expect(await call('ListSecrets')).toMatchObject({ SecretList: [{ Name: 'own' }] });
  });
});

describe('a request', () => {
  it('is rejected for unsupported members, without exposing values', async () => {
    const { rejection } = secretsFixture([definitionOf('db', 'text')]);
    expect(await rejection('RotateSecret', { SecretId: 'db' })).toEqual([
      'UnknownOperationException',
      expect.stringMatching(
        /^The local run does not support the operation RotateSecret of Secrets Manager; it supports BatchGet/,
      ),
    ]);
    const replicas = { Name: 'a', SecretString: 'hidden', AddReplicaRegions: [] };
    expect(await rejection('CreateSecret', replicas)).toEqual([
      'InvalidParameterException',
      'The local run does not support the member AddReplicaRegions of CreateSecret.',
    ]);
    const [code, message] = await rejection('PutSecretValue', { SecretId: 'db', SecretString: { hidden: 1 } });
    expect([code, message]).toEqual(['InvalidParameterException', expect.stringMatching(/^SecretString: /)]);
    expect(message).not.toContain('hidden');
  });

  it('checks the permission on the secret, even if it does not exist', async () => {
    const asked: string[] = [];
    const { rejection } = secretsFixture([definitionOf('db', 'text')], (_, { action, resource }) => {
      asked.push(`${action} ${resource}`);
      return { allowed: false, reason: 'because' };
    });
    expect(await rejection('GetSecretValue', { SecretId: 'db' })).toEqual([
      'AccessDeniedException',
      'User: arn:aws:iam::000000000000:user/local is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-AbCdEf because',
    ]);
    await rejection('GetSecretValue', { SecretId: 'none' });
    const deployed = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-x1Y2z3';
    await rejection('GetSecretValue', { SecretId: deployed });
    expect(asked.slice(1)).toEqual([
      expect.stringMatching(/^secretsmanager:GetSecretValue arn:.*:secret:none-\w{6}$/),
      `secretsmanager:GetSecretValue ${deployed}`,
    ]);
  });
});
