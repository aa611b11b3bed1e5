import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleParameters } from '@jobs/contract';
import { hostileIds } from './testing/hostile-ids.ts';
import { plainRequest, signedRequest } from './testing/signed-request.ts';
import { isDeployed, type LocalTarget, startLocalTarget, startTarget, type Target } from './testing/target.ts';

const json = { 'content-type': 'application/json' };
const example = JSON.stringify(exampleParameters);
const post = (body: string) => ({ method: 'POST', headers: json, body });
const newId = (time: number) => `${time}-${randomUUID()}`;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

const wrong = [
  '{"seconds":0}',
  '{"seconds":-1}',
  '{"seconds":1.5}',
  '{"seconds":5.0}',
  '{"seconds":1e0}',
  '{"seconds":1e+21}',
  '{"seconds":0.99999999999999999999}',
  '{"seconds":"5"}',
  '{"seconds":null}',
  '{"seconds":[1]}',
  '{"seconds":true}',
  '{"Seconds":1}',
  '{"seconds":1,"x":1}',
  '{"seconds":1,"__proto__":{}}',
  '{"__proto__":{"seconds":1}}',
  '{}',
  '[]',
  '[{"seconds":1}]',
  'null',
  'true',
  '1',
  '"seconds"',
];
const notJson = [
  'nonsense',
  '{"seconds":1',
  "{'seconds':1}",
  '{"seconds":1}{"seconds":1}',
  '',
  ' ',
  '\u0000',
  '['.repeat(100_000),
];

describe('a body', () => {
  it.each([...wrong, ...notJson])('is rejected when it violates the contract: %.40s', async (body) => {
    const { status, headers, text } = await target.call('/jobs', post(body));
    expect(status).toBe(400);
    expect(headers['x-amzn-errortype']).toBe('BadRequestException');
    expect(JSON.parse(text)).toMatchObject({ message: 'Invalid request body' });
  });

  it('gets the validation error in the response', async () => {
    const detailsOf = async (body: string) =>
      (JSON.parse((await target.call('/jobs', post(body))).text) as { details: string }).details;
    expect(await detailsOf('{}')).toContain('seconds');
    expect(await detailsOf('{"seconds":5.0}')).toBe(
      '[instance type (number) does not match any allowed primitive type (allowed: ["integer"])]',
    );
  });

  it('is rejected when its content type is not JSON', async () => {
    const { status } = await target.call('/jobs', {
      ...post(example),
      headers: { 'content-type': 'text/plain' },
    });
    expect(status).toBe(415);
  });

  it('is rejected over 64 KB, and nothing is queued', async () => {
    const key = newId(Date.now() - 24 * 3600 * 1000);
    const headers = { ...json, 'idempotency-key': key };
    const { status, text } = await target.call('/jobs', { ...post(example.padEnd(65_537)), headers });
    expect([status, JSON.parse(text)]).toEqual([413, { message: expect.stringContaining('65536') as string }]);
    expect((await target.call(`/jobs/${key}`)).status).toBe(404);
  });

  it('is accepted with a charset', async () => {
    const headers = { 'content-type': 'application/json; charset=UTF-8' };
    expect((await target.call('/jobs', { ...post(example), headers })).status).toBe(202);
  });
});

describe('an idempotency key', () => {
  it.each(["it's", 'a b', 'a"b', 'a/b', '{}', '$jobId', '1'.repeat(129), 'k'.repeat(3000)])(
    'is rejected when it cannot be an id: %.20s',
    async (key) => {
      const { status, text } = await target.call('/jobs', {
        ...post(example),
        headers: { ...json, 'idempotency-key': key },
      });
      expect(status).toBe(400);
      expect((JSON.parse(text) as { message: string }).message).toContain('Idempotency-Key');
      const path = `/jobs/${encodeURIComponent(key)}`;
      expect([400, 404]).toContain((await target.call(path)).status);
    },
  );
});

describe('an unknown job', () => {
  it.each([
    ['of a different form', () => randomUUID()],
    ['too old to be pending', () => newId(Date.now() - 24 * 3600 * 1000)],
    ['in the future', () => newId(Date.now() + 3600 * 1000)],
    ['with odd characters', () => encodeURIComponent(`"'\\$jobId#set(`)],
  ])('is not found when its id is %s', async (_what, id) => {
    const { status, text } = await target.call(`/jobs/${id()}`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(JSON.parse(text)).toEqual({ message: expect.any(String) as string });
  });

  it.each(hostileIds)('gets neither a job nor a 5xx: %.30s', async (id) => {
    const { status, text } = await target.call(`/jobs/${id}`);
    // Without an id this is the list of jobs; `/jobs/.` is normalised to the same path.
    expect(['', '.'].includes(id) ? [200] : [400, 403, 404]).toContain(status);
    expect(JSON.parse(text)).not.toHaveProperty('parameters');
  });

  it('is Pending when its id is current', async () => {
    const id = newId(Date.now());
    const { status, headers, text } = await target.call(`/jobs/${id}`);
    expect([status, JSON.parse(text)]).toEqual([200, { id, status: 'Pending' }]);
    expect(headers['retry-after']).toBe('1');
  });
});

describe('a caller', () => {
  it('is rejected without a signature, whether or not the path exists', async () => {
    for (const [method, path] of [
      ['POST', '/jobs'],
      ['GET', '/jobs/1'],
      ['DELETE', '/jobs'],
      ['GET', '/nothing'],
    ] as const) {
      const { status, headers, text } = await plainRequest(`${target.apiUrl}${path}`, { method });
      expect([status, text]).toEqual([403, '{"message":"Missing Authentication Token"}']);
      expect(headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
    }
  });

  it('is rejected with a wrong secret', async () => {
    const { credentials, region, apiUrl } = target;
    const wrong = { ...credentials, secretAccessKey: `${credentials.secretAccessKey}x` };
    const { status, headers } = await signedRequest(`${apiUrl}/jobs/1`, { credentials: wrong, region });
    expect([status, headers['x-amzn-errortype']]).toEqual([403, 'InvalidSignatureException']);
  });

  it('is rejected with an unknown key', async () => {
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };
    const { status, headers } = await signedRequest(`${target.apiUrl}/jobs/1`, { credentials, region: target.region });
    expect([status, headers['x-amzn-errortype']]).toEqual([403, 'UnrecognizedClientException']);
  });

  it('is rejected for another region or service', async () => {
    const { credentials, apiUrl, region } = target;
    const elsewhere = await signedRequest(`${apiUrl}/jobs/1`, {
      credentials,
      region: region === 'us-east-2' ? 'us-east-1' : 'us-east-2',
    });
    const other = await signedRequest(`${apiUrl}/jobs/1`, { credentials, region, service: 's3' });
    expect([elsewhere.status, other.status]).toEqual([403, 403]);
  });
});

describe.skipIf(isDeployed)('a principal without the role', () => {
  let local: LocalTarget;
  beforeAll(async () => {
    local = await startLocalTarget();
  });
  afterAll(() => local.stop());

  it('cannot call the API', async () => {
    const { userCredentials: credentials, region, apiUrl } = local;
    const { status, headers, text } = await signedRequest(`${apiUrl}/jobs`, {
      ...post(example),
      credentials,
      region,
    });
    expect([status, headers['x-amzn-errortype']]).toEqual([403, 'AccessDeniedException']);
    expect((JSON.parse(text) as { message: string }).message).toMatch(
      /is not authorized to perform: execute-api:Invoke/,
    );
  });
});

it('no response of the API or the gateway can be cached', async () => {
  const answers = await Promise.all([
    target.call('/jobs', post(example)),
    target.call('/jobs', post('{}')),
    target.call(`/jobs/${newId(Date.now())}`),
    target.call('/jobs/nothing'),
    target.call('/nothing'),
    plainRequest(`${target.apiUrl}/jobs`),
  ]);
  expect(answers.map(({ status, headers }) => [status, headers['cache-control']])).toEqual([
    [202, 'no-store'],
    [400, 'no-store'],
    [200, 'no-store'],
    [404, 'no-store'],
    [403, 'no-store'],
    [403, 'no-store'],
  ]);
});
