import { describe, expect, it } from 'vitest';
import { pathSegments, Router } from './router.ts';

function createRouter(...routes: string[]) {
  const router = new Router<string>();
  for (const route of routes) {
    const [httpMethod = '', resourcePath = ''] = route.split(' ');
    router.add({ httpMethod, resourcePath }, route);
  }
  return (method: string, path: string) => router.match(method, pathSegments(path));
}

describe('the router', () => {
  const match = createRouter(
    'GET /',
    'GET /jobs',
    'POST /jobs',
    'GET /jobs/{jobId}',
    'GET /jobs/latest',
    'ANY /any/{p+}',
  );

  it.each([
    ['', 'GET /'],
    ['/', 'GET /'],
    ['/jobs', 'GET /jobs'],
    ['/jobs/', 'GET /jobs'],
    ['/%6Aobs', 'GET /jobs'],
    ['/jobs/1', 'GET /jobs/{jobId}'],
    ['/jobs/latest', 'GET /jobs/latest'],
    ['/any/a/b', 'ANY /any/{p+}'],
  ])('finds %s', (path, route) => {
    expect(match('GET', path)?.route).toBe(route);
  });

  it.each(['/job', '/jobs/1/2', '//jobs', '/jobs//', '/JOBS', '/any', '/jobs/{jobId}/', '/__proto__', '/constructor'])(
    'finds no wrong route: %s',
    (path) => {
      expect(match('GET', path)?.route).toBe(path === '/jobs/{jobId}/' ? 'GET /jobs/{jobId}' : undefined);
    },
  );

  it('distinguishes methods case-sensitively and uses ANY for the others', () => {
    expect(match('POST', '/jobs')?.route).toBe('POST /jobs');
    expect(match('post', '/jobs')).toBeUndefined();
    expect(match('DELETE', '/jobs')).toBeUndefined();
    expect(match('DELETE', '/any/x')?.route).toBe('ANY /any/{p+}');
  });

  it('decodes path parameters, and leaves those that cannot be decoded', () => {
    const parameters = (path: string) => ({ ...match('GET', path)?.pathParameters });
    expect(parameters('/jobs/a%20b%2Fc')).toEqual({ jobId: 'a b/c' });
    expect(parameters('/jobs/100%')).toEqual({ jobId: '100%' });
    expect(parameters('/jobs/%ff')).toEqual({ jobId: '%ff' });
    expect(parameters('/any/a/b%20/c')).toEqual({ p: 'a/b /c' });
    expect(parameters('/jobs')).toEqual({});
  });

  it('falls back to a parameter when the literal route does not match', () => {
    const find = createRouter('GET /a/b', 'GET /{x}/c');
    expect(find('GET', '/a/c')).toMatchObject({ route: 'GET /{x}/c', pathParameters: { x: 'a' } });
  });

  it('handles a long path quickly', () => {
    expect(match('GET', '/x'.repeat(5_000))).toBeUndefined();
  });
});
