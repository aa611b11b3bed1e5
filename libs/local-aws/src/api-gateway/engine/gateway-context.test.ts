import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kernel/index.ts';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';
import type { GatewayContext } from './mapping/index.ts';

async function contextOf(authorizationType: 'AWS_IAM' | 'NONE', headers: readonly (readonly [string, string])[] = []) {
  const clock = new AdjustableClock();
  await clock.advance(Date.UTC(2030, 0, 2, 3, 4, 5) - clock.now());
  const seen: GatewayContext[] = [];
  const fixture = new RestApiFixture({
    clock,
    method: { authorizationType },
    integration: { requestTemplates: { 'application/json': 'see' } },
    templates: {
      see: ({ context }) => {
        seen.push(context);
        return {};
      },
    },
  });
  const response = await fixture.send({ headers });
  const [context] = seen;
  if (!context) throw new Error('the template was not rendered');
  return { context, response };
}

describe('$context', () => {
  it('A70 has these keys, besides the overrides', async () => {
    const { context } = await contextOf('NONE');
    expect(Object.keys(context).sort()).toEqual(
      [
        ...['resourceId', 'resourcePath', 'httpMethod', 'extendedRequestId', 'requestTime', 'path', 'accountId'],
        ...['protocol', 'stage', 'domainPrefix', 'requestTimeEpoch', 'requestId', 'identity', 'domainName'],
        ...['deploymentId', 'apiId'],
      ].sort(),
    );
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
    expect(Math.floor(context.requestTimeEpoch / 1000)).toBe(Date.UTC(2030, 0, 2, 3, 4, 5) / 1000);
  });

  it('A73 has no identity but address and user agent when nobody signed', async () => {
    const { context } = await contextOf('NONE', [['User-Agent', 'curl/8']]);
    const { sourceIp, userAgent, ...rest } = context.identity;
    expect({ sourceIp, userAgent }).toEqual({ sourceIp: '127.0.0.1', userAgent: 'curl/8' });
    expect(rest).toEqual({
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      user: null,
    });
  });

  it('A79 has the identity of the caller who signed', async () => {
    const { context } = await contextOf('AWS_IAM', [['authorization', 'AWS4-HMAC-SHA256 …']]);
    expect(context.identity).toMatchObject({
      accountId: '000000000000',
      accessKey: 'ASIAEXAMPLE',
      caller: 'AROAEXAMPLE:session',
      user: 'AROAEXAMPLE:session',
      userArn: 'arn:aws:sts::000000000000:assumed-role/Role/session',
      principalOrgId: null,
    });
  });
});
