import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemblyWithSettings } from './testing/assembly-with-settings.ts';
import { plainRequest } from './testing/signed-request.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

const app = 'https://app.example.com';
const another = 'http://localhost:5173';

/** The preflight that a browser sends before a signed request. */
const preflight = (target: LocalTarget, path: string, method: string, origin: string, originHeader = 'Origin') =>
  plainRequest(`${target.apiUrl}${path}`, {
    method: 'OPTIONS',
    headers: {
      [originHeader]: origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type,idempotency-key,x-amz-date,x-amz-security-token',
    },
  });

describe.skipIf(isDeployed)('a stack that allows two origins', () => {
  let target: LocalTarget;
  beforeAll(async () => {
    target = await startLocalTarget({ assembly: assemblyWithSettings({ api: { allowedOrigins: [app, another] } }) });
  });
  afterAll(() => target.stop());

  it.each([
    ['POST', '/jobs', 'POST,GET'],
    ['GET', '/jobs', 'POST,GET'],
    ['GET', '/jobs/some-job', 'GET'],
    ['POST', '/jobs/some-job/cancel', 'POST'],
  ])('answers the preflight of %s %s', async (method, path, methods) => {
    const { status, headers, text } = await preflight(target, path, method, app);
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': app,
      'access-control-allow-methods': `${methods},OPTIONS`,
      'access-control-allow-headers': expect.stringContaining('authorization') as string,
      vary: 'Origin',
    });
  });

  it.each(['Origin', 'origin'])('returns the second origin for a request from it, with the header %s', async (name) => {
    const { headers } = await preflight(target, '/jobs', 'POST', another, name);
    expect(headers['access-control-allow-origin']).toBe(another);
    const options = { method: 'POST', body: '{"seconds":1}', headers: { [name]: another } };
    const answer = await target.call('/jobs', {
      ...options,
      headers: { ...options.headers, 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(202);
    expect(answer.headers['access-control-allow-origin']).toBe(another);
  });

  it.each(['https://elsewhere.example.com', 'https://app.example.com.elsewhere.example', 'null', ''])(
    'does not return any other origin: %s',
    async (origin) => {
      const { headers } = await preflight(target, '/jobs', 'POST', origin);
      expect(headers['access-control-allow-origin']).toBe(app);
    },
  );

  it.each([
    ['202', 202, '/jobs', { method: 'POST', body: '{"seconds":1}' }],
    ['200', 200, `/jobs/${Date.now()}-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11`, {}],
    ['404', 404, '/jobs/no-such-job', {}],
    ['400 of the gateway', 400, '/jobs', { method: 'POST', body: '{"seconds":0}' }],
    ['403 of the gateway for an unknown path', 403, '/nothing', {}],
  ])('allows a page to read a %s', async (_what, status, path, options) => {
    const headers = { origin: app, 'content-type': 'application/json' };
    const answer = await target.call(path, { ...options, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toMatch(/^(https:\/\/app\.example\.com|\*)$/);
    expect(answer.headers['access-control-expose-headers']).toBe(
      'x-amzn-ErrorType,x-amzn-RequestId,Retry-After,Location,Date',
    );
  });

  it('allows a page to read the 403 of an unsigned request', async () => {
    const { status, headers } = await plainRequest(`${target.apiUrl}/jobs/some-job`, { headers: { origin: app } });
    expect(status).toBe(403);
    expect(headers['access-control-allow-origin']).toBe('*');
  });
});

describe.skipIf(isDeployed)('a stack without allowed origins', () => {
  it('A87 rejects a preflight and sends no CORS headers', async () => {
    const target = await startLocalTarget();
    const asked = await preflight(target, '/jobs', 'POST', app);
    const answer = await target.call('/jobs/some-job', { headers: { origin: app } });
    await target.stop();
    expect(asked.status).toBe(403);
    for (const { headers } of [asked, answer]) expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});
