import { describe, expect, it } from 'vitest';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';
import { RestApiDefinitionError } from './definition.ts';

/** An API with templates for request and response. */
const withTemplates = (request: string, response: string) =>
  new RestApiFixture({
    integration: {
      requestTemplates: { 'application/json': request },
      integrationResponses: [
        { statusCode: '200', responseTemplates: { 'application/json': response }, responseParameters: {} },
      ],
    },
    service: ({ body }) => ({ status: 200, headers: {}, body }),
  });

describe('an API with VTL templates', () => {
  it('A63 A71 A74 A94 maps the request and the response', async () => {
    const fixture = withTemplates(
      `{"id": "$context.requestId", "key": "$input.params('X-Key')$input.params('x-key')", "body": $input.json('$')}`,
      `#set($context.responseOverride.status = 202)
#set($context.responseOverride.header.Location = "$context.path/$input.path('$.id')")
{"key": $input.json('$.key'), "job": "$input.params('jobId')", "seconds": $input.path('$.body.seconds')}`,
    );
    const response = await fixture.send({ body: '{ "seconds": 5 }', headers: [['X-Key', 'k']] });
    expect(response.status).toBe(202);
    expect(response.headers.Location).toBe(`/dev/jobs/123/${response.headers['x-amzn-RequestId'] ?? ''}`);
    expect(JSON.parse(String(response.body))).toEqual({ key: 'k', job: '123', seconds: 5 });
  });

  it('A63 A69 does not mistake inherited JavaScript properties for parameters', async () => {
    const text = `[$input.params('constructor')$input.params('__proto__')$input.params('toString')$context.constructor]`;
    expect(await withTemplates('{}', text).send()).toMatchObject({ body: '[]' });
  });

  it('A75 answers 500 when a template fails at run time, and names template and line', async () => {
    const twice = '#set($context.responseOverride.status = 400)\n#set($context.responseOverride.status = 404)';
    const fixture = withTemplates('{}', twice);
    expect(await fixture.send()).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' });
    expect(fixture.reason).toMatch(
      /^POST \/jobs\/\{jobId\}: the integration response 200: the response template of application\/json, line 2: /,
    );
  });

  it('is rejected when a template does not compile, naming template and line', () => {
    const make = () => withTemplates('{\n#if($a)\n}', '{}');
    expect(make).toThrow(RestApiDefinitionError);
    expect(make).toThrow(/^POST \/jobs\/\{jobId\}: the request template of application\/json, line \d: /);
  });

  it('survives an unvalidated body of 100,000 nested arrays', async () => {
    const fixture = withTemplates(`$input.json('$')`, '{}');
    const response = await fixture.send({ body: `${'['.repeat(100_000)}${']'.repeat(100_000)}` });
    expect([200, 500]).toContain(response.status);
    expect(await fixture.send({ body: '[1]' })).toMatchObject({ status: 200 });
  });
});
