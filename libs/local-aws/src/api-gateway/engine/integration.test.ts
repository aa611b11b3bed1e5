import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kernel/index.ts';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';
import { IntegrationFailure, type ServiceResponse } from './ports.ts';

const internalServerError = {
  status: 500,
  headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': 'InternalServerErrorException' },
  body: '{"message": "Internal server error"}',
};

describe('a service that cannot be called', () => {
  const failing = (error: unknown) =>
    new RestApiFixture({
      service: () => {
        throw error;
      },
    });

  it('A54 answers 500 and reports the reason when the permission is missing', async () => {
    const fixture = failing(new IntegrationFailure('NotPermitted', 'Invalid permissions on Lambda function'));
    expect(await fixture.send()).toMatchObject(internalServerError);
    expect(fixture.reason).toBe('Invalid permissions on Lambda function');
  });

  it('A89 answers 504 when there is no connection', async () => {
    expect(await failing(new IntegrationFailure('Unreachable', 'no such host')).send()).toMatchObject({
      status: 504,
      body: '{"message": "Network error communicating with endpoint"}',
    });
  });

  it('A83 answers 500 and reports an unexpected error', async () => {
    const fixture = failing(new TypeError('x is undefined'));
    const response = await fixture.send();
    expect(response).toMatchObject(internalServerError);
    expect(Buffer.byteLength(response.body)).toBe(36);
    expect(fixture.reason).toBe('TypeError: x is undefined');
  });
});

describe('a service that takes too long', () => {
  it('A89 answers 504 on timeout and ignores the late response', async () => {
    const clock = new AdjustableClock();
    const late = Promise.withResolvers<ServiceResponse>();
    const fixture = new RestApiFixture({ clock, service: () => late.promise, integration: { timeoutMs: 29_000 } });
    const answer = fixture.send();
    await clock.advance(29_000);
    expect(await answer).toMatchObject({
      status: 504,
      headers: { 'x-amzn-ErrorType': 'InternalServerErrorException' },
      body: '{"message": "Endpoint request timed out"}',
    });
    late.reject(new Error('too late'));
    expect(fixture.reason).toContain('29000 ms');
  });

  it('A89 answers 504 when the service itself reports a timeout', async () => {
    const timedOut = () => Promise.reject(new IntegrationFailure('TimedOut', 'slow'));
    expect(await new RestApiFixture({ service: timedOut }).send()).toMatchObject({
      status: 504,
      body: '{"message": "Endpoint request timed out"}',
    });
  });
});

describe('a MOCK integration', () => {
  const mock = (request: string, responseTemplate?: string) =>
    new RestApiFixture({
      method: { methodResponses: [{ statusCode: '200', responseParameters: {} }] },
      integration: {
        type: 'MOCK',
        uri: '',
        requestTemplates: { 'application/json': request },
        integrationResponses: [
          {
            statusCode: '200',
            responseTemplates: responseTemplate === undefined ? {} : { 'application/json': responseTemplate },
            responseParameters: {},
          },
          { statusCode: '200', selectionPattern: '418', responseTemplates: { 'a/b': 'tea' }, responseParameters: {} },
        ],
      },
    });

  it.each(['{"statusCode": 418}', '{statusCode: 418}', '{"data", "statusCode": 418}', "{'statusCode':'418'}"])(
    'A77 reads the status leniently: %s',
    async (template) => {
      expect(await mock(template).send()).toMatchObject({ status: 200, body: 'tea' });
    },
  );

  it('A81 answers without a trace and without a service', async () => {
    const fixture = mock('{"statusCode": 200}', '{"a":1}');
    const response = await fixture.send();
    expect(response).toMatchObject({ status: 200, body: '{"a":1}' });
    expect(response.headers).not.toHaveProperty('X-Amzn-Trace-Id');
    expect(fixture.calls).toEqual([]);
  });

  it.each([[undefined], ['{}']])(
    'A74 honours what the request template overrides, response template %s',
    async (template) => {
      const request = `#set($context.responseOverride.status = 444)
#set($context.responseOverride.header.foo = "bar"){"statusCode": 200}`;
      expect(await mock(request, template).send()).toMatchObject({
        status: 444,
        headers: { foo: 'bar' },
      });
    },
  );

  it('A76 makes the overrides of the request template visible in the response template', async () => {
    const request = '#set($context.requestOverride.header.foo = "bar"){"statusCode": 200}';
    expect(await mock(request, '$context.requestOverride.header.foo').send()).toMatchObject({ body: 'bar' });
  });

  it('answers 500 when its template sets no status', async () => {
    const fixture = mock('{}');
    expect(await fixture.send()).toMatchObject(internalServerError);
    expect(fixture.reason).toContain('statusCode');
  });
});

describe('a response template', () => {
  it("sees the service's body and the client's parameters", async () => {
    const see = "$input.body $input.params('jobId')";
    const fixture = new RestApiFixture({
      integration: {
        integrationResponses: [
          { statusCode: '200', responseTemplates: { 'application/json': see }, responseParameters: {} },
        ],
      },
      service: () => ({ status: 200, headers: {}, body: 'from service' }),
    });
    expect(await fixture.send({ body: 'from client' })).toMatchObject({ body: 'from service 123' });
  });

  it('answers 500 and reports template and reason when it fails', async () => {
    const fail = '\n$context.noSuchMethod()';
    const fixture = new RestApiFixture({
      integration: {
        integrationResponses: [
          { statusCode: '200', responseTemplates: { 'application/json': fail }, responseParameters: {} },
        ],
      },
    });
    expect(await fixture.send()).toMatchObject(internalServerError);
    expect(fixture.reason).toContain(
      'POST /jobs/{jobId}: the integration response 200: the response template of application/json, line 2: ',
    );
    expect(fixture.reason).toContain('noSuchMethod');
  });
});
