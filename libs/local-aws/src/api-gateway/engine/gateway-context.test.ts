import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kernel/index.ts';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';

/** Prints `$context` and, separately, `$context.identity`: one line per key with its value. */
const printContext = `#foreach($key in $context.keySet())$key=$context.get($key)
#end--
#foreach($key in $context.identity.keySet())$key=$context.identity.get($key)
#end`;

async function contextOf(authorizationType: 'AWS_IAM' | 'NONE', headers: readonly (readonly [string, string])[] = []) {
  const clock = new AdjustableClock();
  await clock.advance(Date.UTC(2030, 0, 2, 3, 4, 5) - clock.now());
  const fixture = new RestApiFixture({
    clock,
    method: { authorizationType },
    integration: { requestTemplates: { 'application/json': printContext } },
  });
  const response = await fixture.send({ headers });
  const [context = {}, identity = {}] = (fixture.calls[0]?.body ?? '').split('--\n').map(readLines);
  return { context, identity, response };
}

const readLines = (text: string): Record<string, string> =>
  Object.fromEntries(Array.from(text.matchAll(/^(\w+)=(.*)$/gm), ([, key = '', value = '']) => [key, value]));

describe('$context', () => {
  it("A72 has the request id that a client chose if it is a UUID, but never a client's extended request id", async () => {
    const chosen = '6F1F9C9E-0B1C-4C0F-8D7B-9F6A2F3B1C11';
    const sent = await contextOf('NONE', [
      ['X-Amzn-RequestId', chosen],
      ['x-amz-apigw-id', 'chosen='],
    ]);
    expect(sent.context.requestId).toBe(chosen);
    expect(sent.context.extendedRequestId).not.toBe('chosen=');
    expect(sent.response.headers['x-amzn-RequestId']).toBe(chosen);
    for (const other of ['order-1', `${chosen}0`, '"', '']) {
      expect((await contextOf('NONE', [['x-amzn-requestid', other]])).context.requestId).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('A71 has the path with the stage, two forms of the time, and the ids of the response', async () => {
    const { context, response } = await contextOf('NONE', [['host', 'api.example.com']]);
    expect(context).toMatchObject({
      path: '/dev/jobs/123',
      resourcePath: '/jobs/{jobId}',
      resourceId: 'res123',
      httpMethod: 'POST',
      stage: 'dev',
      requestTime: '02/Jan/2030:03:04:05 +0000',
      protocol: 'HTTP/1.1',
      accountId: '000000001111',
      apiId: 'abcdef1234',
      deploymentId: 'dep123',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      requestId: response.headers['x-amzn-RequestId'],
      extendedRequestId: response.headers['x-amz-apigw-id'],
    });
    expect(Math.floor(Number(context.requestTimeEpoch) / 1000)).toBe(Date.UTC(2030, 0, 2, 3, 4, 5) / 1000);
  });

  it('A73 has only address and user agent as identity for an unsigned request', async () => {
    const { identity } = await contextOf('NONE', [['User-Agent', 'curl/8']]);
    expect(identity).toEqual({
      sourceIp: '127.0.0.1',
      userAgent: 'curl/8',
      cognitoIdentityPoolId: '',
      accountId: '',
      cognitoIdentityId: '',
      caller: '',
      principalOrgId: '',
      accessKey: '',
      cognitoAuthenticationType: '',
      cognitoAuthenticationProvider: '',
      userArn: '',
      user: '',
    });
  });

  it('A79 has the identity of the caller who signed', async () => {
    const { identity } = await contextOf('AWS_IAM', [['authorization', 'AWS4-HMAC-SHA256 …']]);
    expect(identity).toMatchObject({
      accountId: '000000000000',
      accessKey: 'ASIAEXAMPLE',
      caller: 'AROAEXAMPLE:session',
      user: 'AROAEXAMPLE:session',
      userArn: 'arn:aws:sts::000000000000:assumed-role/Role/session',
      principalOrgId: '',
    });
  });
});
