import { describe, expect, it } from 'vitest';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';
import { type GatewayResponseDefinition, RestApiDefinitionError } from './definition.ts';

const json = (responseType: string, template: string, rest: Partial<GatewayResponseDefinition> = {}) => ({
  responseType,
  responseParameters: {},
  responseTemplates: { 'application/json': template },
  ...rest,
});

const withResponses = (...gatewayResponses: GatewayResponseDefinition[]) => ({ api: { gatewayResponses } });

/** A method that only accepts a number as its body. */
const numbers = {
  requestModels: { 'application/json': { type: 'number' } },
  validator: { validateBody: true, validateParameters: true },
};

describe('gateway responses', () => {
  it('A21 have the message as a JSON string in the default template', async () => {
    const responses = withResponses(json('DEFAULT_4XX', '{"message":$context.error.messageString}'));
    const response = await new RestApiFixture({ ...responses, method: numbers }).send({ body: '"' });
    expect(response).toMatchObject({ status: 400, body: '{"message":"Invalid request body"}' });
  });

  it('A23 keep the status of their type when only the template is their own', async () => {
    const responses = withResponses(json('BAD_REQUEST_BODY', '{"m":"$context.error.message"}'));
    const fixture = new RestApiFixture({ ...responses, method: numbers });
    expect(await fixture.send()).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': 'BadRequestException' },
      body: '{"m":"Invalid request body"}',
    });
  });

  it('A23 take status and template from the default of their class, unless they have their own', async () => {
    const responses = withResponses(
      json('DEFAULT_5XX', 'five', { statusCode: '599' }),
      json('DEFAULT_4XX', 'four'),
      json('MISSING_AUTHENTICATION_TOKEN', 'token', { statusCode: '401' }),
    );
    const fixture = new RestApiFixture({ ...responses, method: numbers, integration: { integrationResponses: [] } });
    expect(await fixture.send({ method: 'PUT' })).toMatchObject({ status: 401, body: 'token' });
    expect(await fixture.send()).toMatchObject({ status: 400, body: 'four' });
    expect(await fixture.send({ body: '1' })).toMatchObject({ status: 599, body: 'five' });
  });

  it('A23 keep the default body when only parameters are given', async () => {
    const responses = withResponses({
      responseType: 'MISSING_AUTHENTICATION_TOKEN',
      responseParameters: { 'gatewayresponse.header.X-Why': "'signature'" },
      responseTemplates: {},
    });
    const response = await new RestApiFixture(responses).send({ method: 'PUT' });
    expect(response).toMatchObject({
      headers: { 'X-Why': 'signature' },
      body: '{"message":"Missing Authentication Token"}',
    });
  });

  it('A24 substitute variables and leave everything else', async () => {
    const template =
      '#if(true)$context.stage $context.identity.sourceIp $context.nothing.$stageVariables.greeting ' +
      '$method.request.header.X-A $method.request.querystring.q $util.x $input.body ${context.stage}#end';
    const responses = withResponses({
      responseType: 'DEFAULT_4XX',
      responseParameters: {},
      responseTemplates: { 'text/plain': template },
    });
    const response = await new RestApiFixture(responses).send({ method: 'PUT', query: 'q=1', headers: [['X-A', 'a']] });
    expect(response.body).toBe('#if(true)dev 127.0.0.1 .hello a 1 $util.x $input.body ${context.stage}#end');
    expect(response.headers['content-type']).toBe('text/plain');
  });

  it('A24 take header values from static values and from the request', async () => {
    const responses = withResponses({
      responseType: 'DEFAULT_4XX',
      responseParameters: {
        'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
        'gatewayresponse.header.X-Echo': 'method.request.header.X-A',
        'gatewayresponse.header.X-None': 'method.request.header.X-B',
        'gatewayresponse.header.X-Stage': 'context.stage',
        'gatewayresponse.header.Content-Type': "'text/x'",
      },
      responseTemplates: { 'application/json': '{}' },
    });
    const { headers } = await new RestApiFixture(responses).send({ method: 'PUT', headers: [['X-A', 'a']] });
    expect(headers).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'X-Echo': 'a',
      'X-Stage': 'dev',
      'content-type': 'text/x',
    });
    expect(headers).not.toHaveProperty('X-None');
    expect(headers).not.toHaveProperty('Content-Type');
  });

  it('A34 contain the validation errors, escaped for the surrounding string', async () => {
    const template = '{"message": $context.error.messageString, "details": "$context.error.validationErrorString"}';
    const method = { ...numbers, requestModels: { 'application/json': { type: 'object', required: ['name'] } } };
    const fixture = new RestApiFixture({ ...withResponses(json('BAD_REQUEST_BODY', template)), method });
    const response = await fixture.send({ body: '{}' });
    expect(response.body).toBe(
      '{"message": "Invalid request body", "details": "[object has missing required properties ([\\"name\\"])]"}',
    );
  });

  it.each(['$context.path', '$method.request.querystring.q', '$context.identity.userAgent'])(
    'cannot be broken out of by the value of %s in a JSON string',
    async (variable) => {
      const fixture = new RestApiFixture(withResponses(json('DEFAULT_4XX', `{"x":"${variable}"}`)));
      const hostile = 'a"\\\n$context.stage#end';
      const response = await fixture.send({
        path: `/dev/${hostile}`,
        query: `q=${encodeURIComponent(hostile)}`,
        headers: [['user-agent', hostile]],
      });
      expect(JSON.parse(String(response.body))).toEqual({ x: expect.stringContaining(hostile) as string });
    },
  );

  it('are chosen by the Accept header', async () => {
    const responses = withResponses({
      responseType: 'DEFAULT_4XX',
      responseParameters: {},
      responseTemplates: { 'application/xml': '<x/>', 'application/json': '{}' },
    });
    const accept = async (value: string) =>
      (await new RestApiFixture(responses).send({ method: 'PUT', headers: [['Accept', value]] })).body;
    expect([await accept('application/xml'), await accept('text/html'), await accept('*/*')]).toEqual([
      '<x/>',
      '{}',
      '{}',
    ]);
  });

  it.each([
    ['type', json('NO_SUCH_TYPE', '')],
    ['parameter', json('DEFAULT_4XX', '', { responseParameters: { 'method.response.header.X': "'x'" } })],
    ['value', json('DEFAULT_4XX', '', { responseParameters: { 'gatewayresponse.header.X': 'unquoted' } })],
  ])('are rejected with an unknown %s', (_what, definition) => {
    expect(() => new RestApiFixture(withResponses(definition))).toThrow(RestApiDefinitionError);
  });
});
