import { describe, expect, it } from 'vitest';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';
import { RestApiDefinitionError } from './definition.ts';

const lines = (fixture: RestApiFixture) =>
  fixture.events.filter((event) => event.type === 'access-logged').map(({ line }) => line);

describe('the access log', () => {
  const fields = {
    requestId: '$context.requestId',
    ip: '$context.identity.sourceIp',
    caller: '$context.identity.caller',
    requestTime: '$context.requestTime',
    httpMethod: '$context.httpMethod',
    resourcePath: '$context.resourcePath',
    status: '$context.status',
    protocol: '$context.protocol',
    responseLength: '$context.responseLength',
  };

  it('has one line for each request', async () => {
    const fixture = new RestApiFixture({
      api: { accessLogFormat: JSON.stringify(fields) },
      service: () => ({ status: 200, headers: {}, body: 'é' }),
    });
    const response = await fixture.send();
    expect(lines(fixture).map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        requestId: response.headers['x-amzn-RequestId'],
        ip: '127.0.0.1',
        caller: '-',
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/) as string,
        httpMethod: 'POST',
        resourcePath: '/jobs/{jobId}',
        status: '200',
        protocol: 'HTTP/1.1',
        responseLength: '2',
      },
    ]);
  });

  it('reports integrations and errors', async () => {
    const accessLogFormat =
      '$context.status $context.integrationStatus $context.integration.status $context.error.responseType $context.error.messageString';
    const fixture = new RestApiFixture({ api: { accessLogFormat } });
    await fixture.send();
    await fixture.send({ method: 'PUT' });
    expect(lines(fixture)).toEqual([
      '200 202 202 - -',
      '403 - - MISSING_AUTHENTICATION_TOKEN "Missing Authentication Token"',
    ]);
  });

  it('stays JSON whatever the client sends', async () => {
    const fixture = new RestApiFixture({ api: { accessLogFormat: '{"agent":"$context.identity.userAgent"}' } });
    await fixture.send({ headers: [['User-Agent', '"},\\ $context.stage']] });
    expect(JSON.parse(lines(fixture)[0] ?? '')).toEqual({ agent: '"},\\ $context.stage' });
  });

  it.each(['$context.stauts', '$stageVariables.greeting', '$method.request.header.a'])(
    'rejects the unknown variable %s when the API is created',
    (accessLogFormat) => {
      expect(() => new RestApiFixture({ api: { accessLogFormat } })).toThrow(RestApiDefinitionError);
    },
  );

  it('is not written without a format', async () => {
    const fixture = new RestApiFixture();
    await fixture.send();
    expect(fixture.events).toEqual([]);
  });
});
