import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { consoleFixture } from '../testing/console-fixture.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { routes } from './routes/routes.ts';

/** Each call of the protocol, by its method and path. */
const calls = Object.entries(routes).flatMap(([name, methods]) =>
  Object.keys(methods).map((method) => [method, `/console/api/${name.replace('{jobId}', 'a')}`] as const),
);
const pages = [
  ['GET', '/console/'],
  ['GET', '/console/index.html'],
  ['GET', '/console/assets/page.js'],
] as const;

const foreign = [
  ['another host', { host: 'evil.example:4566' }],
  ['another port', { host: '127.0.0.1:4567' }],
  ['no port', { host: '127.0.0.1' }],
  ['another origin', { origin: 'http://evil.example' }],
  ['an origin with another port', { origin: 'http://127.0.0.1:4567' }],
  ['an opaque origin', { origin: 'null' }],
  ['another site', { 'sec-fetch-site': 'cross-site' }],
] as const;

describe('the console', () => {
  describe.each([...calls, ...pages])('rejects %s %s', (method, path) => {
    it.each(foreign)('from %s, even with the token', async (_name, headers) => {
      const { call } = consoleFixture();
      const { status, body } = await call(path, { method, headers });
      expect(status).toBe(403);
      expect(JSON.parse(String(body))).toMatchObject({ code: expect.stringContaining('Foreign') as string });
    });
  });

  it.each(calls)('rejects %s %s without the token or with a wrong one', async (method, path) => {
    const { call } = consoleFixture();
    for (const authorization of ['', 'Bearer', 'Bearer the-token-of-the-ruN', 'Basic the-token-of-the-run']) {
      expect(await call(path, { method, headers: { authorization } })).toMatchObject({ status: 401 });
    }
  });

  it('accepts all names of the loopback interface, and calls from its own page', async () => {
    const { call } = consoleFixture();
    for (const host of ['127.0.0.1:4566', 'localhost:4566', '[::1]:4566']) {
      const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
      expect(await call('/console/api/clock', { headers })).toMatchObject({ status: 200 });
    }
  });

  it.each(['nothing', '', 'jobs', 'jobs/a/b', 'constructor', '__proto__', 'stack/'])(
    'returns 404 for the path %j',
    async (path) => {
      expect(await consoleFixture().call(`/console/api/${path}`)).toMatchObject({ status: 404 });
    },
  );

  it.each(calls)('returns 405 for a method other than %s on %s', async (_method, path) => {
    expect(await consoleFixture().call(path, { method: 'PATCH' })).toMatchObject({ status: 405 });
  });

  it('only runs its own scripts, and cannot be framed by another page', async () => {
    const { call } = consoleFixture();
    for (const path of ['/console/', '/console', '/console/api/clock', '/console/api/nothing']) {
      const { headers } = await call(path);
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
    }
  });
});

describe('the page', () => {
  const build = () => {
    const folder = temporaryFolder();
    const pageFolder = join(folder, 'dist');
    mkdirSync(join(pageFolder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'secret.json'), 'secret');
    writeFileSync(join(pageFolder, 'index.html'), '<title>');
    writeFileSync(join(pageFolder, 'assets', 'page-4_x.js'), '1');
    writeFileSync(join(pageFolder, 'program.exe'), '1');
    symlinkSync(join(folder, 'secret.json'), join(pageFolder, 'link.json'));
    return consoleFixture({ pageFolder });
  };

  it('is served from the build, with content types', async () => {
    const { call } = build();
    const found = async (path: string) => {
      const { status, headers, body } = await call(path);
      return [status, headers['content-type'], String(body)];
    };
    expect(await found('/console/')).toEqual([200, 'text/html; charset=utf-8', '<title>']);
    expect(await found('/console/assets/page-4_x.js')).toEqual([200, 'text/javascript; charset=utf-8', '1']);
    expect(await call('/console')).toMatchObject({ status: 308, headers: { location: '/console/' } });
    expect(await call('/console/', { method: 'POST' })).toMatchObject({ status: 405 });
  });

  it.each([
    ...[
      '../secret.json',
      ['..', 'secret.json'].join('%2f'),
      '%2e%2e/secret.json',
      'assets/../../secret.json',
      '/etc/passwd.json',
    ],
    ...['..\\secret.json', 'index.html%00.json', 'link.json', 'program.exe', 'assets', 'other.html'],
  ])('has no file %s', async (path) => {
    const { status, body } = await build().call(`/console/${path}`);
    expect(status).toBe(404);
    expect(String(body)).not.toContain('secret');
  });

  it('is sent once a build in progress has finished', async () => {
    const pageFolder = temporaryFolder();
    const waitForPage = () => {
      writeFileSync(join(pageFolder, 'index.html'), '<title>');
      return Promise.resolve(true);
    };
    const { status, body } = await consoleFixture({ pageFolder, waitForPage }).call('/console/');
    expect([status, String(body)]).toEqual([200, '<title>']);
  });

  it('says what to do while it is not built', async () => {
    const { status, headers, body } = await consoleFixture().call('/console/');
    expect([status, headers['content-type'], String(body)]).toEqual([503, 'text/plain; charset=utf-8', 'Build it.\n']);
  });
});
