import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { parseStage } from '../stages/stage-settings.ts';
import { synthesize } from '../testing/synthesize.ts';

const stage = (...allowedOrigins: string[]) => parseStage('dev', { api: { allowedOrigins } });
const withOrigins = (...allowedOrigins: string[]) => synthesize('dev', stage(...allowedOrigins));
const app = 'https://app.example.com';
const header = (name: string) => `method.response.header.${name}`;

describe('pages of other origins', () => {
  it('cannot call the API unless the stage allows them', () => {
    expect(JSON.stringify(synthesize('dev').toJSON())).not.toMatch(/Access-Control|OPTIONS/);
  });

  it('may send unsigned preflights', () => {
    const template = withOrigins(app);
    template.resourceCountIs('AWS::ApiGateway::Method', 7);
    for (const method of ['POST,GET', 'GET', 'POST']) {
      template.hasResourceProperties('AWS::ApiGateway::Method', {
        HttpMethod: 'OPTIONS',
        AuthorizationType: 'NONE',
        Integration: {
          Type: 'MOCK',
          IntegrationResponses: [
            {
              StatusCode: '204',
              ResponseParameters: {
                [header('Access-Control-Allow-Origin')]: `'${app}'`,
                [header('Access-Control-Allow-Methods')]: `'${method},OPTIONS'`,
                [header('Access-Control-Allow-Headers')]: Match.stringLikeRegexp(
                  '^[^,]*amz-sdk-invocation-id,amz-sdk-request,authorization.*x-amz-date.*x-amz-user-agent',
                ),
                [header('Vary')]: `'Origin'`,
              },
            },
          ],
        },
      });
    }
  });

  it('may read every response of a method, and the headers that a client needs', () => {
    const template = withOrigins(app);
    const methods = template.findResources('AWS::ApiGateway::Method', { Properties: { AuthorizationType: 'AWS_IAM' } });
    expect(Object.keys(methods)).toHaveLength(4);
    for (const method of Object.values(methods) as {
      Properties: { MethodResponses: object[]; Integration: { IntegrationResponses: object[] } };
    }[]) {
      const { MethodResponses, Integration } = method.Properties;
      for (const answer of [...MethodResponses, ...Integration.IntegrationResponses]) {
        expect(answer).toHaveProperty(['ResponseParameters', header('Access-Control-Allow-Origin')]);
        expect(answer).toHaveProperty(['ResponseParameters', header('Access-Control-Expose-Headers')]);
      }
    }
  });

  it('may read the errors of the gateway itself', () => {
    const responses = withOrigins(app).findResources('AWS::ApiGateway::GatewayResponse');
    const types = Object.values(responses).map(
      ({ Properties }) => (Properties as { ResponseType: string }).ResponseType,
    );
    expect(types.sort()).toEqual([
      'ACCESS_DENIED',
      'BAD_REQUEST_BODY',
      'DEFAULT_4XX',
      'DEFAULT_5XX',
      'INTEGRATION_FAILURE',
      'INTEGRATION_TIMEOUT',
    ]);
    for (const { Properties } of Object.values(responses)) {
      expect(Properties).toMatchObject({
        ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': `'${app}'` },
      });
    }
  });

  it('are named individually if there are several', () => {
    const template = withOrigins(app, 'http://localhost:5173');
    const text = JSON.stringify(template.toJSON());
    expect(text).toContain(`#set($otherOrigins = ' http://localhost:5173 ')`);
    template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: 'DEFAULT_4XX',
      ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': `'*'` },
    });
  });

  it('can be all', () => {
    expect(JSON.stringify(withOrigins('*').toJSON())).not.toContain('Vary');
  });

  it.each([
    [['https://app.example.com/']],
    [['app.example.com']],
    [['*', app]],
    [[`https://a'b`]],
    [['https://App.example.com']],
    [['https://app.example.com:443']],
    [['ftp://app.example.com']],
  ])('are rejected as %j', (origins) => {
    expect(() => stage(...origins)).toThrow(/api\.allowedOrigins/);
  });
});
