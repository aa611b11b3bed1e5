import { describe, expect, it } from 'vitest';
import { AdjustableClock, type HttpRequest } from '../../kernel/index.ts';
import { createIam } from '../engine/iam.ts';
import { parsePolicyDocument } from '../engine/policy-document.ts';
import { createStsService } from './service.ts';

const accountId = '000000000000';
const roleArn = `arn:aws:iam::${accountId}:role/jobs/Invoke`;

function prepare() {
  const policy = (statement: object) => parsePolicyDocument({ Version: '2012-10-17', Statement: statement }, 'test');
  const iam = createIam({
    accountId,
    region: 'eu-west-1',
    clock: new AdjustableClock(),
    user: { name: 'jobs-local', accessKeyId: 'AKIAUSER', secretAccessKey: 'secret' },
    roles: [
      {
        arn: roleArn,
        name: 'Invoke',
        id: 'AROAINVOKE',
        assumeRolePolicy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: accountId } }),
        policies: [policy({ Effect: 'Allow', Action: '*', Resource: '*' })],
        maxSessionDurationSeconds: 7200,
      },
    ],
  });
  const sts = createStsService(iam);
  const call = (parameters: Record<string, string>, caller = iam.user) =>
    sts.handle(post({ Action: 'AssumeRole', Version: '2011-06-15', ...parameters }), caller);
  return { iam, sts, call };
}

const post = (parameters: Record<string, string>): HttpRequest => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: [['Content-Type', 'application/x-www-form-urlencoded']],
  body: Buffer.from(new URLSearchParams(parameters).toString()),
  sourceIp: '127.0.0.1',
});

const valid = { RoleArn: roleArn, RoleSessionName: 'me@here' };

describe('AssumeRole', () => {
  it('E1 E3 returns temporary credentials in XML', async () => {
    const { call, iam } = prepare();

    const response = await call(valid);

    expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'text/xml' } });
    const xml = response.body.toString();
    const field = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? '';
    expect(xml).toMatch(
      /^<AssumeRoleResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/"><AssumeRoleResult><Credentials>/,
    );
    expect(field('Arn')).toBe(`arn:aws:sts::${accountId}:assumed-role/Invoke/me@here`);
    expect(field('AssumedRoleId')).toBe('AROAINVOKE:me@here');
    expect(field('Expiration')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(xml).toMatch(/<ResponseMetadata><RequestId>[0-9a-f-]{36}<\/RequestId><\/ResponseMetadata>/);
    expect(iam.credentials.find(field('AccessKeyId'), field('SessionToken'))).toMatchObject({
      secretAccessKey: field('SecretAccessKey'),
      expiresAt: Date.parse(field('Expiration')),
    });
  });

  it.each([
    [{}, 3600],
    [{ DurationSeconds: '900' }, 900],
    [{ DurationSeconds: '7200' }, 7200],
  ])('E3 lasts as long as requested: %j', async (parameters, seconds) => {
    const xml = (await prepare().call({ ...valid, ...parameters })).body.toString();
    const expiresAt = Date.parse(/<Expiration>(.*)<\/Expiration>/.exec(xml)![1]!);

    expect(Math.abs(expiresAt - Date.now() - seconds * 1000)).toBeLessThan(10_000);
  });

  it.each([
    ['a malformed ARN', { RoleArn: 'arn:aws:iam::0:user/somebody' }, 'arn:aws:iam::0:user/somebody is invalid'],
    [
      'a session name with a colon',
      { RoleSessionName: 'Session1:2' },
      "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    ],
  ])('E4 is rejected for %s', async (_, parameters, message) => {
    await expect(prepare().call({ ...valid, ...parameters })).rejects.toMatchObject({
      status: 400,
      code: 'ValidationError',
      message,
    });
  });

  it.each([
    [
      { RoleArn: 'x' },
      /at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20/,
    ],
    [{ RoleArn: '' }, /at 'roleArn' failed to satisfy constraint: Member must not be null/],
    [{ RoleSessionName: 'a' }, /greater than or equal to 2$/],
    [{ RoleSessionName: 'a'.repeat(65) }, /less than or equal to 64$/],
    [{ DurationSeconds: '899' }, /at 'durationSeconds' .* greater than or equal to 900$/],
    [{ DurationSeconds: '43201' }, /less than or equal to 43200$/],
    [{ DurationSeconds: '7201' }, /exceeds the MaxSessionDuration set for this role/],
    [{ SourceIdentity: 'a' }, /at 'sourceIdentity' .* greater than or equal to 2$/],
    [{ SourceIdentity: 'a b' }, /at 'sourceIdentity' .* regular expression pattern/],
    [{ Policy: '{}' }, /does not support the parameter Policy of AssumeRole/],
  ])('is rejected for %j', async (parameters, message) => {
    await expect(prepare().call({ ...valid, ...parameters })).rejects.toMatchObject({
      status: 400,
      code: 'ValidationError',
      message: expect.stringMatching(message) as string,
    });
  });

  it('E3 lasts at most an hour when called by a session', async () => {
    const { call, iam } = prepare();
    const { credentials } = iam.assumeRole(iam.user, roleArn, 'first', 900);
    const { caller } = iam.credentials.find(credentials.accessKeyId, credentials.sessionToken)!;

    await expect(call({ ...valid, DurationSeconds: '3601' }, caller)).rejects.toThrow(/1 hour session limit/);
    await expect(call({ ...valid, DurationSeconds: '3600' }, caller)).resolves.toMatchObject({ status: 200 });
  });

  it('E6 is denied with AccessDenied, 403', async () => {
    await expect(prepare().call({ ...valid, RoleArn: `${roleArn}2` })).rejects.toMatchObject({
      status: 403,
      code: 'AccessDenied',
      message: `User: arn:aws:iam::${accountId}:user/jobs-local is not authorized to perform: sts:AssumeRole on resource: ${roleArn}2`,
    });
  });
});

describe('the service', () => {
  it('E3 returns an error as XML, with any message escaped', () => {
    const { body } = prepare().sts.errorResponse({ status: 400, code: 'ValidationError', message: `<a & "b">\u0001` });

    expect(body).toMatch(
      /^<ErrorResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/"><Error><Type>Sender<\/Type><Code>ValidationError<\/Code><Message>&#60;a &#38; &#34;b&#34;&#62;\ufffd<\/Message><\/Error><RequestId>[0-9a-f-]{36}<\/RequestId><\/ErrorResponse>$/,
    );
  });

  it.each([
    ['GET', {}],
    ['POST', { headers: post({}).headers }],
  ])('also accepts presigned calls (%s) with parameters in the query', async (method, more) => {
    const { iam, sts } = prepare();
    const query = 'Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256';
    const request: HttpRequest = { ...post({}), method, query, headers: [], body: Buffer.alloc(0), ...more };

    expect(sts.accepts(request)).toBe(true);
    expect((await sts.handle(request, iam.user)).body).toContain(`<Arn>${iam.user.arn}</Arn>`);
  });

  it('ignores the signature parameters of a presigned call', async () => {
    const response = await prepare().call({ ...valid, 'X-Amz-Signature': '00' });

    expect(response.status).toBe(200);
  });

  it('rejects forms far larger than any valid call', () => {
    const padding = 'x'.repeat(1_048_576);

    expect(prepare().sts.accepts(post({ Action: 'AssumeRole', Version: '2011-06-15', padding }))).toBe(false);
  });

  it.each([
    ['another version', { Action: 'AssumeRole', Version: '2010-05-15' }],
    ['no action', { Version: '2011-06-15' }],
  ])('does not accept %s', (_, parameters: Record<string, string>) => {
    expect(prepare().sts.accepts(post(parameters))).toBe(false);
  });
});
