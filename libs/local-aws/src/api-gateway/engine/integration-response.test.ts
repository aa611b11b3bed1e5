import { describe, expect, it } from 'vitest';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';
import { type IntegrationResponseDefinition, RestApiDefinitionError } from './definition.ts';
import type { ServiceResponse } from './ports.ts';

const dynamodb = 'arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem';

const respond = (statusCode: string, selectionPattern?: string, template?: string): IntegrationResponseDefinition => ({
  statusCode,
  ...(selectionPattern !== undefined && { selectionPattern }),
  responseTemplates: template === undefined ? {} : { 'application/json': template },
  responseParameters: {},
});

const methodResponses = ['200', '202', '400', '405', '502'].map((statusCode) => ({
  statusCode,
  responseParameters: {},
}));

/** A function or table with this response, and the integration responses for it. */
function over(answer: Partial<ServiceResponse>, integrationResponses: IntegrationResponseDefinition[], uri?: string) {
  return new RestApiFixture({
    method: { methodResponses },
    integration: { integrationResponses, ...(uri !== undefined && { uri }) },
    service: () => ({ status: 200, headers: {}, body: '', ...answer }),
  });
}

const failed = (errorMessage: string) => ({
  functionError: 'Unhandled',
  body: JSON.stringify({ errorMessage, errorType: 'Error' }),
});

describe('the response to an asynchronous invocation', () => {
  it("A47 is the default integration response's, not Lambda's 202", async () => {
    expect(await over({ status: 202 }, [respond('200')]).send()).toMatchObject({ status: 200, body: '' });
  });

  it('A48 is 202 when the default says so, and can have a body', async () => {
    const fixture = over({ status: 202 }, [respond('202', undefined, '{"id":"1"}')]);
    expect(await fixture.send()).toMatchObject({ status: 202, body: '{"id":"1"}' });
  });

  it("A44 A55 has Lambda's message when it rejected the event", async () => {
    const body = '{"Type":"User","message":"… byte payload is too large …"}';
    expect(await over({ status: 413, body }, [respond('202')]).send()).toMatchObject({ status: 202, body });
    const guard = `#if($input.path('$.Type') == "")ok#{else}#set($context.responseOverride.status = 413)rejected#end`;
    const guarded = (sent: string) => over({ status: 413, body: sent }, [respond('202', undefined, guard)]).send();
    expect(await guarded(body)).toMatchObject({ status: 413, body: 'rejected' });
    expect(await guarded('')).toMatchObject({ status: 202, body: 'ok' });
  });
});

describe('the integration response of a function', () => {
  const responses = [respond('405', '.*four hundred.*'), respond('502', '.+'), respond('400', '200'), respond('200')];

  it.each([
    ['a matching error', failed('a four hundred error'), 405],
    ['another error', failed('oh'), 502],
    ['A50 an error of several lines', failed('one\ntwo'), 200],
    ['an error without a message', { functionError: 'Unhandled', body: 'null' }, 200],
    ['a success', { body: '"four hundred"' }, 200],
    ['a success with an errorMessage', { body: '{"errorMessage":"four hundred"}' }, 200],
    ['an error whose body is not JSON', { functionError: 'Unhandled', body: 'oh' }, 200],
  ])('A49 is selected only by the error message: %s', async (_what, answer, status) => {
    expect(await over(answer, responses).send()).toMatchObject({ status, body: answer.body });
  });

  it('A50 is the first that matches the whole message; .* also matches a success', async () => {
    const both = [respond('400', 'a.*'), respond('405', 'ab'), respond('200')];
    expect(await over(failed('ab'), both).send()).toMatchObject({ status: 400 });
    expect(await over(failed('xab'), both).send()).toMatchObject({ status: 200 });
    expect(await over({}, [respond('200'), respond('502', '.*')]).send()).toMatchObject({ status: 502 });
  });
});

describe('the integration response of another service', () => {
  const at = (status: number, ...responses: IntegrationResponseDefinition[]) =>
    over({ status, body: 'from service' }, responses, dynamodb).send();

  it("A51 A91 is selected by the service's status", async () => {
    expect(await at(400, respond('200'), respond('400', '4\\d{2}'), respond('502', '5\\d{2}'))).toMatchObject({
      status: 400,
    });
    expect(await at(503, respond('200'), respond('400', '4\\d{2}'), respond('502', '5\\d{2}'))).toMatchObject({
      status: 502,
    });
    expect(await at(200, respond('200'), respond('400', '4\\d{2}'))).toMatchObject({ status: 200 });
  });

  it('A52 A91 is the default when none matches, even for an error', async () => {
    expect(await at(400, respond('200'))).toMatchObject({ status: 200, body: 'from service' });
  });

  it('A52 is a 500 when none matches and there is no default', async () => {
    expect(await at(200, respond('400', '4\\d{2}'))).toMatchObject({
      status: 500,
      headers: { 'x-amzn-ErrorType': 'InternalServerErrorException' },
      body: '{"message": "Internal server error"}',
    });
  });

  it('A53 is a 500 when there is no method response for its status', async () => {
    const fixture = over({}, [respond('201')]);
    expect(await fixture.send()).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' });
    expect(fixture.reason).toContain('no method response 201');
  });
});

describe('the headers of a response', () => {
  const mapped = (responseParameters: Record<string, string>, headers: Record<string, string> = {}, body = '') => {
    const declared = Object.fromEntries(Object.keys(responseParameters).map((name) => [name, false]));
    return new RestApiFixture({
      method: { methodResponses: [{ statusCode: '200', responseParameters: declared }] },
      integration: { integrationResponses: [{ ...respond('200'), responseParameters }] },
      service: () => ({ status: 200, headers, body }),
    });
  };

  it('A81 are the ids, the type and the trace', async () => {
    const { headers } = await new RestApiFixture().send();
    expect(Object.keys(headers).sort()).toEqual([
      'X-Amzn-Trace-Id',
      'content-type',
      'x-amz-apigw-id',
      'x-amzn-RequestId',
    ]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-amzn-RequestId': expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
      'x-amz-apigw-id': expect.stringMatching(/^[\w+/]{15}=$/) as string,
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/) as string,
    });
  });

  it('A81 continue with the trace of the client', async () => {
    const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793';
    const { headers } = await new RestApiFixture().send({ headers: [['X-Amzn-Trace-Id', `${trace};Sampled=1`]] });
    expect(headers['X-Amzn-Trace-Id']).toBe(trace);
  });

  it('A82 of an error have its type and no trace', async () => {
    const { headers } = await new RestApiFixture().send({ method: 'PUT' });
    expect(Object.keys(headers).sort()).toEqual([
      'content-type',
      'x-amz-apigw-id',
      'x-amzn-ErrorType',
      'x-amzn-RequestId',
    ]);
  });

  it("A84 include the service's only if they are mapped", async () => {
    const service = { 'content-type': 'text/x', 'x-other': 'y', 'x-mine': 'z' };
    const { headers } = await mapped(
      { 'method.response.header.X-Mine': 'integration.response.header.X-Mine' },
      service,
    ).send();
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'X-Mine': 'z' });
    expect(headers).not.toHaveProperty('x-other');
  });

  it('A84 have the mapped content type only once', async () => {
    const parameters = { 'method.response.header.Content-Type': 'integration.response.header.Content-Type' };
    const { headers } = await mapped(parameters, { 'content-type': 'text/x' }).send();
    expect(Object.entries(headers).filter(([name]) => name.toLowerCase() === 'content-type')).toEqual([
      ['content-type', 'text/x'],
    ]);
  });

  it.each([
    ['Authorization', 'Connection', 'Content-Length', 'Content-MD5', 'Date', 'Expect', 'Host', 'Max-Forwards'],
    ['Proxy-Authenticate', 'Server', 'Trailer', 'Upgrade', 'User-Agent', 'WWW-Authenticate'],
  ])('A86 are renamed when they are mapped: %s, %s, …', async (...names) => {
    const parameters = Object.fromEntries(names.map((name) => [`method.response.header.${name}`, "'x'"]));
    const { headers } = await mapped(parameters).send();
    for (const name of names) {
      expect(headers[`x-amzn-Remapped-${name}`]).toBe('x');
      expect(headers).not.toHaveProperty([name]);
    }
  });

  it('take values from the body, $context and stage variables', async () => {
    const parameters = {
      'method.response.header.a': 'integration.response.body.job.id',
      'method.response.header.b': 'context.resourcePath',
      'method.response.header.c': 'stageVariables.greeting',
      'method.response.header.d': 'integration.response.body.none',
      'method.response.header.e': "'static'",
    };
    const { headers } = await mapped(parameters, {}, '{"job":{"id":7}}').send();
    expect(headers).toMatchObject({ a: '7', b: '/jobs/{jobId}', c: 'hello', e: 'static' });
    expect(headers).not.toHaveProperty('d');
  });

  it('cannot contain a line break', async () => {
    const fixture = mapped({ 'method.response.header.a': 'integration.response.header.a' }, { a: 'b\r\nc: d' });
    expect(await fixture.send()).toMatchObject({ status: 500 });
    expect(fixture.reason).toContain('header a is malformed');
  });
});

describe('overrides of a response template', () => {
  const overriding = (...overrides: string[]) => {
    const template = overrides.map((override) => `#set($context.responseOverride.${override})`).join('');
    return over({}, [respond('200', undefined, `${template}x`)]).send();
  };

  it.each([202, 400, 404, 444])('A74 set status %i, with or without a method response', async (status) => {
    expect(await overriding(`status = ${status}`)).toMatchObject({ status, body: 'x' });
  });

  it.each(['99', '600', '202.5', '"202"', '"x"', '[]'])(
    'A75 do not change the status for the value %s',
    async (status) => {
      expect(await overriding(`status = ${status}`)).toMatchObject({ status: 200 });
    },
  );

  it('A74 go without a method response for the status that is overridden', async () => {
    const responses = [respond('299', undefined, '#set($context.responseOverride.status = 202)')];
    expect(await over({}, responses).send()).toMatchObject({ status: 202 });
  });

  it('A75 set headers last', async () => {
    const { headers } = await overriding(
      'header.Retry-After = "1"',
      'header.Content-Type = "text/x"',
      'header.Date = "never"',
    );
    expect(headers).toMatchObject({ 'Retry-After': '1', 'content-type': 'text/x', 'x-amzn-Remapped-Date': 'never' });
    expect(headers).not.toHaveProperty('Date');
  });
});

describe('an integration response that the local run does not know', () => {
  const header = (name: string, source: string) => ({ ...respond('200'), responseParameters: { [name]: source } });
  it.each<[string, IntegrationResponseDefinition, string]>([
    [
      'a template that does not compile',
      respond('200', undefined, '#if('),
      'the response template of application/json, line 1: ',
    ],
    ['a pattern that Java would reject', respond('200', '('), 'the selection pattern "("'],
    [
      'an undeclared header',
      header('method.response.header.a', "'x'"),
      'not among the parameters of the method response 200',
    ],
    ['no header', header('method.response.body', "'x'"), 'only method.response.header'],
    [
      'Transfer-Encoding',
      header('method.response.header.Transfer-Encoding', "'x'"),
      'does not support mapping this header',
    ],
  ])('is rejected when the API is made: %s', (_what, response, message) => {
    const make = () => over({}, [response]);
    expect(make).toThrow(RestApiDefinitionError);
    expect(make).toThrow(/^POST \/jobs\/\{jobId\}: the integration response 200/);
    expect(make).toThrow(message);
  });
});
