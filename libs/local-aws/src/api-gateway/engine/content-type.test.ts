import { describe, expect, it } from 'vitest';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';
import type { PassthroughBehavior } from './definition.ts';

const behaviors = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;

async function outcome(passthroughBehavior: PassthroughBehavior, types: readonly string[], contentType?: string) {
  const requestTemplates = Object.fromEntries(types.map((type) => [type, 'from template']));
  const fixture = new RestApiFixture({ integration: { passthroughBehavior, requestTemplates } });
  const headers = contentType === undefined ? [] : [['content-type', contentType] as const];
  const response = await fixture.send({ body: 'as sent', headers });
  return response.status === 415 ? 415 : fixture.calls[0]?.body;
}

describe('the request template', () => {
  it.each<[string | undefined, string[], (string | number)[]]>([
    [undefined, ['application/json'], ['from template', 'from template', 'from template']],
    ['application/json', ['application/json'], ['from template', 'from template', 'from template']],
    ['application/xml', ['application/json'], ['as sent', 415, 415]],
    [undefined, ['application/xml'], ['as sent', 415, 415]],
    ['application/json', ['application/xml'], ['as sent', 415, 415]],
    ['application/xml', ['application/json', 'application/xml'], ['from template', 'from template', 'from template']],
    ['text/plain', [], ['as sent', 'as sent', 415]],
    [undefined, [], ['as sent', 'as sent', 415]],
  ])('A36 for content type %s and templates %j matches the table', async (contentType, types, expected) => {
    expect(await Promise.all(behaviors.map((behavior) => outcome(behavior, types, contentType)))).toEqual(expected);
  });

  it('A37 returns 415 when it is missing', async () => {
    const fixture = new RestApiFixture({ integration: { passthroughBehavior: 'NEVER' } });
    expect(await fixture.send({ headers: [['content-type', 'text/plain']] })).toMatchObject({
      status: 415,
      headers: { 'content-type': 'application/json' },
      body: '{"message": "Unsupported Media Type"}',
    });
    expect(fixture.calls).toEqual([]);
  });

  it.each(['application/json; charset=UTF-8', 'application/json;charset=latin1', ' Application/JSON '])(
    'A38 is found by the MIME type only, without parameters: %s',
    async (contentType) => {
      expect(await outcome('NEVER', ['application/json'], contentType)).toBe('from template');
    },
  );

  it('A39 is the JSON template when there is no content type and no body, even with NEVER', async () => {
    const fixture = new RestApiFixture({
      integration: { passthroughBehavior: 'NEVER', requestTemplates: { 'application/json': 'from template' } },
    });
    await fixture.send();
    expect(fixture.calls[0]?.body).toBe('from template');
  });
});

describe('the response template', () => {
  const response = async (responseTemplates: Record<string, string>, accept?: string) => {
    const integrationResponses = [{ statusCode: '200', responseTemplates, responseParameters: {} }];
    const service = () => ({ status: 202, headers: {}, body: 'from service' });
    const fixture = new RestApiFixture({ integration: { integrationResponses }, service });
    return (await fixture.send({ headers: accept === undefined ? [] : [['accept', accept]] })).body;
  };
  const both = { 'application/xml': 'xml', 'application/json': 'json' };

  it('A40 is chosen by Accept, then JSON, then the first', async () => {
    expect(await response(both, 'application/xml')).toBe('xml');
    expect(await response(both)).toBe('json');
    expect(await response(both, 'image/png')).toBe('json');
    expect(await response({ 'text/a': 'a', 'text/b': 'b' }, 'image/png')).toBe('a');
  });

  it('A40 is not needed: the body passes through', async () => {
    expect(await response({}, 'application/json')).toBe('from service');
  });
});
