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
    'finds the right thing or nothing: %s',
    (path) => {
      expect(match('GET', path)?.route).toBe(path === '/jobs/{jobId}/' ? 'GET /jobs/{jobId}' : undefined);
    },
  );

  it('tells methods apart, case-sensitively, and has ANY for the rest', () => {
    expect(match('POST', '/jobs')?.route).toBe('POST /jobs');
    expect(match('post', '/jobs')).toBeUndefined();
    expect(match('DELETE', '/jobs')).toBeUndefined();
    expect(match('DELETE', '/any/x')?.route).toBe('ANY /any/{p+}');
  });

  it('gives path parameters decoded, as they are when they can not be decoded', () => {
    const parameters = (path: string) => ({ ...match('GET', path)?.pathParameters });
    expect(parameters('/jobs/a%20b%2Fc')).toEqual({ jobId: 'a b/c' });
    expect(parameters('/jobs/100%')).toEqual({ jobId: '100%' });
    expect(parameters('/jobs/%ff')).toEqual({ jobId: '%ff' });
    expect(parameters('/any/a/b%20/c')).toEqual({ p: 'a/b /c' });
    expect(parameters('/jobs')).toEqual({});
  });

  it('goes back to a parameter when the literal leads nowhere', () => {
    const find = createRouter('GET /a/b', 'GET /{x}/c');
    expect(find('GET', '/a/c')).toMatchObject({ route: 'GET /{x}/c', pathParameters: { x: 'a' } });
  });

  it('answers a long path at once', () => {
    expect(match('GET', '/x'.repeat(5_000))).toBeUndefined();
  });
});
