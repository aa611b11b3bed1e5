import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../kernel/index.ts';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';

/** A66 */
const escaped = (value: string) => String.raw`"$util.escapeJavaScript(${value}).replaceAll("\\'", "'")"`;
const requestTemplate = `#set($key = $input.params('Idempotency-Key'))
{"id": ${escaped("$input.params('jobId')")}, "key": ${escaped('$key')}, "q": $input.json('$.q')}`;
const responseTemplate = `#set($context.responseOverride.header.Location = "$context.path")
{"id": ${escaped("$input.params('jobId')")}, "query": ${escaped("$input.params('q')")}}`;

const fixture = new RestApiFixture({
  api: {
    accessLogFormat:
      '{"path":"$context.path","agent":"$context.identity.userAgent","e":"$context.error.validationErrorString"}',
    gatewayResponses: [
      {
        responseType: 'DEFAULT_4XX',
        responseParameters: {},
        responseTemplates: {
          'application/json':
            '{"m":$context.error.messageString,"d":"$context.error.validationErrorString","p":"$context.path"}',
        },
      },
    ],
  },
  method: {
    requestParameters: { 'method.request.header.Idempotency-Key': false },
    requestModels: {
      'application/json': {
        type: 'object',
        properties: { q: { type: 'string', maxLength: 9 } },
        additionalProperties: false,
      },
    },
    validator: { validateBody: true, validateParameters: true },
  },
  integration: {
    passthroughBehavior: 'NEVER',
    requestTemplates: { 'application/json': requestTemplate },
    integrationResponses: [
      { statusCode: '200', responseTemplates: { 'application/json': responseTemplate }, responseParameters: {} },
    ],
  },
});

const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'q', ''), fc.string());
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '%',
    '%zz',
    '%00',
    '%0d%0a',
    '%ff%fe',
    '${x}',
    '$context',
    '#end',
    '"',
    '\\',
    '../..',
    'x'.repeat(20_000),
  ),
);
/** Characters that Node accepts in a request line and in a header value. */
const targetText = text.map((value) => value.replaceAll(/[^\x21-\x7e]/g, '?'));
const headerText = fc.string().map((value) => value.replaceAll(/[^\t\x20-\x7e]/g, '?'));
const body = fc.oneof(
  fc.json().map((value) => Buffer.from(value)),
  fc.dictionary(name, text).map((value) => Buffer.from(JSON.stringify(value))),
  fc.uint8Array().map((value) => Buffer.from(value)),
  fc.nat(100_000).map((depth) => Buffer.from('[{"a":'.repeat(depth))),
  fc.constant(Buffer.from('{"__proto__":{"q":1},"q":"x","q":"y"}')),
);
const request: fc.Arbitrary<HttpRequest> = fc.record({
  method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'OPTIONS', 'X'),
  path: fc.oneof(
    targetText.map((segment) => `/dev/jobs/${segment}`),
    text.map((segment) => `/dev/jobs/${encodeURIComponent(segment.toWellFormed())}`),
    text,
  ),
  query: fc.oneof(
    text,
    fc.tuple(name, text).map((pair) => pair.join('=')),
  ),
  headers: fc.array(
    fc.tuple(fc.constantFrom('content-type', 'Accept', 'Idempotency-Key', '__proto__', 'X-Amzn-Trace-Id'), headerText),
  ),
  body,
  sourceIp: fc.constant('127.0.0.1'),
});

describe('hostile requests', () => {
  it('all get a response, none of them 5xx or broken JSON', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (hostile) => {
        fixture.events.length = 0;
        fixture.calls.length = 0;
        const response = await fixture.api.handle(hostile);
        expect([200, 400, 403, 413, 415]).toContain(response.status);
        if (response.headers['content-type'] === 'application/json') JSON.parse(String(response.body));
        const logged = fixture.events.at(-1);
        if (logged?.type === 'access-logged') JSON.parse(logged.line);
        for (const call of fixture.calls) JSON.parse(call.body);
      }),
      { numRuns: 1_000, seed: 20_261_122 },
    );
    expect(Object.prototype).not.toHaveProperty('q');
  });
});
