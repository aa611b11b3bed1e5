import { describe, expect, it } from 'vitest';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';
import { RestApiDefinitionError } from './definition.ts';

const both = { validateBody: true, validateParameters: true };
const seconds = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  required: ['seconds'],
  additionalProperties: false,
  properties: { seconds: { type: 'integer', minimum: 1 } },
};

describe('required parameters', () => {
  const requestParameters = {
    'method.request.querystring.qs1': true,
    'method.request.path.jobId': true,
    'method.request.path.issuer': true,
    'method.request.header.x-header-param': true,
    'method.request.header.x-optional': false,
  };

  it('A26 lists the missing ones: headers, path, query string', async () => {
    const fixture = new RestApiFixture({ method: { requestParameters, validator: both } });
    const response = await fixture.send();
    expect(response).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': 'BadRequestException' },
      body: '{"message": "Missing required request parameters: [x-header-param, issuer, qs1]"}',
    });
    expect(fixture.calls).toEqual([]);
  });

  it('A26 checks them before the body', async () => {
    const method = { requestParameters, requestModels: { 'application/json': seconds }, validator: both };
    const response = await new RestApiFixture({ method }).send({ body: '{}' });
    expect(response.body).toContain('Missing required request parameters');
  });

  it.each([
    ['blank', { query: 'qs1=%20' }],
    ['empty', { query: 'qs1' }],
    ['of a prototype', { query: 'toString=1' }],
  ])('A27 treats a value that is %s as missing', async (_what, request) => {
    const method = { requestParameters: { 'method.request.querystring.qs1': true }, validator: both };
    expect((await new RestApiFixture({ method }).send(request)).body).toContain('[qs1]');
  });

  it('does not check them without a validator', async () => {
    const validator = { validateBody: true, validateParameters: false };
    expect(await new RestApiFixture({ method: { requestParameters } }).send()).toMatchObject({ status: 200 });
    expect(await new RestApiFixture({ method: { requestParameters, validator } }).send()).toMatchObject({
      status: 200,
    });
  });
});

describe('the body', () => {
  const method = { requestModels: { 'application/json': seconds }, validator: both };
  const refused = {
    status: 400,
    headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': 'BadRequestException' },
    body: '{"message": "Invalid request body"}',
  };
  const send = (body: string | Buffer, headers: readonly (readonly [string, string])[] = []) =>
    new RestApiFixture({ method }).send({ body, headers });

  it.each([
    ['without a required property', '{}'],
    ['of a wrong type', '{"seconds":"1"}'],
    ['with another property', '{"seconds":1,"minutes":1}'],
    ['below the minimum', '{"seconds":0}'],
    ['that is a valid JSON number but not a JavaScript number', '{"seconds":1e400}'],
    ['that is an integer written with a fraction', '{"seconds":5.0}'],
    ['that is an integer written with an exponent', '{"seconds":1e0}'],
    ["that is an integer in JavaScript's notation from 1e21", '{"seconds":1e+21}'],
    ['that a double rounds to a whole number', '{"seconds":0.99999999999999999999}'],
    ['that is not an object', '[1]'],
    ['whose last duplicate is wrong', '{"seconds":1,"seconds":"x"}'],
    ['that has a key __proto__', '{"seconds":1,"__proto__":{"x":1}}'],
    ['that hides the property in __proto__', '{"__proto__":{"seconds":1}}'],
    ['that has a key constructor', '{"seconds":1,"constructor":1}'],
  ])('A28 is rejected %s', async (_what, body) => {
    expect(await send(body)).toMatchObject(refused);
  });

  it('A29 is rejected when it is empty, and passes when nothing is validated', async () => {
    expect(await send('')).toMatchObject(refused);
    expect(await send('', [['Content-Type', 'application/json']])).toMatchObject(refused);
    const array = { requestModels: { 'application/json': { type: 'array' } }, validator: both };
    expect(await new RestApiFixture({ method: array }).send({ body: '' })).toMatchObject(refused);
    const unchecked = { ...method, validator: { validateBody: false, validateParameters: true } };
    expect(await new RestApiFixture({ method: unchecked }).send({ body: '' })).toMatchObject({ status: 200 });
  });

  it.each([
    ['truncated', '{"seconds":'],
    ['with a trailing comma', '{"seconds":1,}'],
    ['followed by something', '{"seconds":1} x'],
    ['with a byte order mark', '\ufeff{"seconds":1}'],
    ['with NaN', '{"seconds":NaN}'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['100,000 arrays deep', '['.repeat(100_000)],
    ['100,000 arrays deep and closed', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['100,000 objects deep', '{"a":'.repeat(100_000)],
  ])('A29 is rejected when it is malformed: %s', async (_what, body) => {
    expect(await send(body)).toMatchObject(refused);
  });

  it('is accepted with any number of brackets in a string', async () => {
    const open = { requestModels: { 'application/json': { type: 'object' } }, validator: both };
    const body = JSON.stringify({ text: `\\"${'['.repeat(5_000)}` });
    expect(await new RestApiFixture({ method: open }).send({ body })).toMatchObject({ status: 200 });
  });

  it.each(['{"seconds":1}', '{"seconds":"x","seconds":1}', ' {"seconds" : 1}\n'])(
    'is accepted when it is valid: %s',
    async (body) => {
      expect(await send(body)).toMatchObject({ status: 200 });
    },
  );

  it('A30 is validated by the model of its content type, JSON when there is none', async () => {
    const types = async (...contentTypes: string[]) =>
      Promise.all(contentTypes.map(async (type) => (await send('{}', [['content-type', type]])).status));
    expect(await types('application/json', 'application/json; charset=UTF-8', 'APPLICATION/JSON', '')).toEqual([
      400, 400, 400, 400,
    ]);
    expect(await types('text/plain', 'application/json+x')).toEqual([200, 200]);
  });

  it('A30 is validated by the model $default when its type has none', async () => {
    const fixture = new RestApiFixture({ method: { requestModels: { $default: seconds }, validator: both } });
    const response = await fixture.send({ body: '{}', headers: [['content-type', 'text/plain']] });
    expect(response).toMatchObject(refused);
  });

  it('A32 is validated by models that refer to one another', async () => {
    const fixture = new RestApiFixture({
      api: { models: { Seconds: seconds } },
      method: {
        validator: both,
        requestModels: {
          'application/json': {
            type: 'array',
            items: {
              oneOf: [
                { type: 'null' },
                { $ref: 'https://apigateway.amazonaws.com/restapis/abcdef1234/models/Seconds' },
              ],
            },
          },
        },
      },
    });
    expect(await fixture.send({ body: '[null,{"seconds":1}]' })).toMatchObject({ status: 200 });
    expect(await fixture.send({ body: '[{"seconds":0}]' })).toMatchObject(refused);
  });

  it('A33 is validated by draft-04: exclusiveMinimum is a boolean', async () => {
    const model = { type: 'object', properties: { n: { type: 'number', minimum: 1, exclusiveMinimum: true } } };
    const fixture = new RestApiFixture({ method: { requestModels: { 'application/json': model }, validator: both } });
    expect(await fixture.send({ body: '{"n":1}' })).toMatchObject(refused);
    expect(await fixture.send({ body: '{"n":1.1}' })).toMatchObject({ status: 200 });
  });

  it.each([
    ['is not a schema', { type: 'nothing' }],
    ['refers to nothing', { $ref: '#/definitions/Nothing' }],
  ])('rejects the API when its model %s', (_what, model) => {
    const make = () =>
      new RestApiFixture({ method: { requestModels: { 'application/json': model }, validator: both } });
    expect(make).toThrow(RestApiDefinitionError);
    expect(make).toThrow(/^POST \/jobs\/\{jobId\}: the request model of application\/json: /);
  });
});

describe('values that are compared', () => {
  const statusOf = async (schema: object, body: string) => {
    const method = { requestModels: { 'application/json': schema }, validator: both };
    return (await new RestApiFixture({ method }).send({ body })).status;
  };

  it.each([
    [{ type: 'array', uniqueItems: true }, '[{"toString":1},{"toString":1}]', 400],
    [{ type: 'array', uniqueItems: true }, '[{"valueOf":1},{"valueOf":2}]', 200],
    [{ enum: [{ a: 1, b: 2 }] }, '{"b":2,"a":1}', 200],
    [{ enum: [{ a: 1 }] }, '{"a":1,"toString":null}', 400],
    [{ type: 'number', multipleOf: 0.01 }, '0.29', 200],
    [{ type: 'number', multipleOf: 0.1 }, '0.35', 400],
    [{ type: 'number', multipleOf: 3 }, '1e300', 400],
  ])('A33 are the exact values in the document: %j of %s', async (schema, body, status) => {
    expect(await statusOf(schema, body)).toBe(status);
  });
});
