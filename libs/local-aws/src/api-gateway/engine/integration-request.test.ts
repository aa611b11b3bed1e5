import { describe, expect, it } from 'vitest';
import { functionUri, RestApiFixture } from '../testing/rest-api-fixture.ts';
import { type IntegrationDefinition, RestApiDefinitionError } from './definition.ts';

const dynamodb = {
  uri: 'arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem',
  credentialsRoleArn: 'arn:aws:iam::000000000000:role/read',
};

describe('the integration request', () => {
  it("A41 A56 has only the gateway's own headers for a function", async () => {
    const fixture = new RestApiFixture();
    const response = await fixture.send({
      headers: [
        ['accept', 'text/x'],
        ['x-client', '1'],
        ['user-agent', 'curl'],
      ],
    });
    expect(fixture.calls[0]?.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'AmazonAPIGateway_abcdef1234',
      'x-amzn-apigateway-api-id': 'abcdef1234',
      'x-amzn-lambda-integration-tag': response.headers['x-amzn-RequestId'],
      'x-amzn-trace-id': response.headers['X-Amzn-Trace-Id'],
    });
  });

  it("A46 goes to the function in the uri, with the method's ARN as source", async () => {
    const fixture = new RestApiFixture();
    await fixture.send();
    expect(fixture.calls[0]).toMatchObject({
      service: 'lambda',
      action: 'path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:processor/invocations',
      sourceArn: 'arn:aws:execute-api:eu-west-1:000000001111:abcdef1234/dev/POST/jobs/{jobId}',
    });
    expect(fixture.calls[0]).not.toHaveProperty('credentialsRoleArn');
  });

  it("A46 has the static header X-Amz-Invocation-Type: 'Event'", async () => {
    const requestParameters = { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" };
    const fixture = new RestApiFixture({ integration: { requestParameters } });
    await fixture.send();
    expect(fixture.calls[0]?.headers).toMatchObject({ 'x-amz-invocation-type': 'Event' });
  });

  it('A46 has a header that the client sent', async () => {
    const requestParameters = {
      'integration.request.header.X-Amz-Invocation-Type': 'method.request.header.InvocationType',
    };
    const method = { requestParameters: { 'method.request.header.InvocationType': false } };
    const fixture = new RestApiFixture({ method, integration: { requestParameters } });
    await fixture.send({ headers: [['InvocationType', 'Event']] });
    await fixture.send();
    expect(fixture.calls.map(({ headers }) => headers['x-amz-invocation-type'])).toEqual(['Event', undefined]);
  });

  it('A94 has a header only if the client spelled it as in the mapping', async () => {
    const requestParameters = { 'integration.request.header.a': 'method.request.header.Some-Header' };
    const method = { requestParameters: { 'method.request.header.Some-Header': false } };
    const fixture = new RestApiFixture({ method, integration: { requestParameters } });
    await fixture.send({ headers: [['some-header', '1']] });
    await fixture.send({ headers: [['Some-Header', '2']] });
    expect(fixture.calls.map(({ headers }) => headers.a)).toEqual([undefined, '2']);
  });

  it('A18 carries no signature headers of an AWS_IAM method', async () => {
    const parameter = { 'method.request.header.Authorization': false };
    const requestParameters = { 'integration.request.header.a': 'method.request.header.Authorization' };
    const send = async (authorizationType: 'AWS_IAM' | 'NONE') => {
      const fixture = new RestApiFixture({
        method: { authorizationType, requestParameters: parameter },
        integration: { requestParameters },
      });
      await fixture.send({ headers: [['Authorization', 'secret']] });
      return fixture.calls[0]?.headers.a;
    };
    expect([await send('AWS_IAM'), await send('NONE')]).toEqual([undefined, 'secret']);
  });

  it("A90 A92 calls the table's action with the credentials role and an X-Amz-Target", async () => {
    const fixture = new RestApiFixture({ integration: dynamodb });
    await fixture.send();
    expect(fixture.calls[0]).toMatchObject({
      service: 'dynamodb',
      action: 'action/GetItem',
      credentialsRoleArn: 'arn:aws:iam::000000000000:role/read',
      headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem', 'content-type': 'application/x-amz-json-1.0' },
    });
    expect(fixture.calls[0]?.headers).not.toHaveProperty('x-amzn-lambda-integration-tag');
  });

  it("A92 applies the template's requestOverride", async () => {
    const template = `#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutEvents")
#set($context.requestOverride.header.Content-Type = "application/x-amz-json-1.1"){}`;
    const fixture = new RestApiFixture({
      integration: {
        uri: 'arn:aws:apigateway:eu-west-1:events:action/PutEvents',
        requestTemplates: { 'application/json': template },
      },
    });
    await fixture.send();
    expect(fixture.calls[0]).toMatchObject({
      service: 'events',
      headers: { 'x-amz-target': 'AWSEvents.PutEvents', 'content-type': 'application/x-amz-json-1.1' },
      body: '{}',
    });
  });

  it('takes values from the path, the query, the body, $context and stage variables', async () => {
    const sources = [
      ['method.request.path.jobId', '123'],
      ['method.request.querystring.q', 'x y'],
      ['method.request.body.a.b[1]', '2'],
      ['method.request.body.a', '{"b":[1,2]}'],
      ['method.request.body.none', undefined],
      ['context.identity.sourceIp', '127.0.0.1'],
      ['context.none', undefined],
      ['stageVariables.greeting', 'hello'],
    ] as const;
    const requestParameters = Object.fromEntries(
      sources.map(([source], at) => [`integration.request.header.h${at}`, source]),
    );
    const method = { requestParameters: { 'method.request.path.jobId': true, 'method.request.querystring.q': false } };
    const fixture = new RestApiFixture({ method, integration: { requestParameters } });
    await fixture.send({ query: 'q=1&q=x+y', body: '{"a":{"b":[1,2]}}' });
    expect(sources.map((_, at) => fixture.calls[0]?.headers[`h${at}`])).toEqual(sources.map(([, value]) => value));
  });

  it.each(['Content-Length', 'transfer-encoding', 'Authorization', 'connection', 'expect', 'TE', 'proxy-authenticate'])(
    'A85 fails when %s is mapped',
    async (name) => {
      const requestParameters = { [`integration.request.header.${name}`]: "'x'" };
      const fixture = new RestApiFixture({ integration: { requestParameters } });
      const response = await fixture.send();
      expect(response).toMatchObject({
        status: 500,
        headers: { 'x-amzn-ErrorType': 'InternalServerErrorException' },
        body: '{"message": "Internal server error"}',
      });
      expect(Buffer.byteLength(response.body)).toBe(36);
      expect(fixture.calls).toEqual([]);
    },
  );

  it('rejects a header value with a line break', async () => {
    const requestParameters = { 'integration.request.header.a': 'method.request.path.jobId' };
    const fixture = new RestApiFixture({
      method: { requestParameters: { 'method.request.path.jobId': true } },
      integration: { requestParameters },
    });
    expect(await fixture.send({ path: '/dev/jobs/a%0d%0ab:c' })).toMatchObject({ status: 500 });
    expect(fixture.reason).toContain('header a is malformed');
  });
});

describe('a request template', () => {
  it("sees the body, the client's parameters, the context and the stage variables", async () => {
    const template = `$input.body $input.params().path $input.params().querystring $input.params().header
$context.resourcePath $context.path $stageVariables.greeting`;
    const fixture = new RestApiFixture({ integration: { requestTemplates: { 'application/json': template } } });
    await fixture.send({
      body: 'text',
      query: '__proto__=1&a=b%',
      path: '/dev/jobs/%C3%A9%2F',
      headers: [['X-A', '1']],
    });
    expect(fixture.calls[0]?.body).toBe(
      'text {jobId=é/} {__proto__=1, a=b%} {X-A=1}\n/jobs/{jobId} /dev/jobs/%C3%A9%2F hello',
    );
  });

  it('answers 500 and reports the reason when it fails at run time', async () => {
    const failing = '\n\n$context.noSuchMethod()';
    const fixture = new RestApiFixture({ integration: { requestTemplates: { 'application/json': failing } } });
    expect(await fixture.send()).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' });
    expect(fixture.reason).toContain('POST /jobs/{jobId}: the request template of application/json, line 3: ');
    expect(fixture.calls).toEqual([]);
  });

  it('answers 500 when it overrides something that the local run does not send', async () => {
    const override = '#set($context.requestOverride.querystring.a = "1")';
    const fixture = new RestApiFixture({ integration: { requestTemplates: { 'application/json': override } } });
    expect(await fixture.send()).toMatchObject({ status: 500 });
    expect(fixture.reason).toContain('only supports overriding headers');
  });
});

describe('an unsupported integration', () => {
  it.each<[string, Partial<IntegrationDefinition>, string]>([
    [
      'a template that does not compile',
      { requestTemplates: { 'application/json': '#if(' } },
      'the request template of application/json, line 1: ',
    ],
    ['no uri', { uri: '' }, 'the integration uri ""'],
    ['another uri', { uri: 'https://example.com' }, 'the integration uri "https://example.com"'],
    [
      'a mapping of the query',
      { requestParameters: { 'integration.request.querystring.a': "'x'" } },
      'only maps headers',
    ],
    ['an unknown source', { requestParameters: { 'integration.request.header.a': 'x' } }, '"x" cannot be mapped here'],
    [
      'a source of the response',
      { requestParameters: { 'integration.request.header.a': 'integration.response.body' } },
      'cannot be mapped here',
    ],
    [
      'an undeclared parameter',
      { requestParameters: { 'integration.request.header.a': 'method.request.header.b' } },
      "not among the method's",
    ],
  ])('is rejected when the API is created: %s', (_what, integration, message) => {
    const make = () => new RestApiFixture({ integration: { uri: functionUri, ...integration } });
    expect(make).toThrow(RestApiDefinitionError);
    expect(make).toThrow(/^POST \/jobs\/\{jobId\}/);
    expect(make).toThrow(message);
  });
});
