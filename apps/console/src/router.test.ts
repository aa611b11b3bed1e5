import { describe, expect, it } from 'vitest';
import { linkTo, parseRoute } from './router.ts';

describe('an address in the page', () => {
  it('has a part, an id and a query', () => {
    const route = parseRoute('#/jobs/a?status=Failure');
    expect(route).toMatchObject({ part: 'jobs', id: 'a' });
    expect(route.query.get('status')).toBe('Failure');
    expect(parseRoute('')).toMatchObject({ part: '' });
    expect(parseRoute('#/')).not.toHaveProperty('id');
  });

  it('round-trips any id', () => {
    for (const id of ['a/b?c#d%', '<script>', '..', '%E0%A4%A', 'ü 1'])
      expect(parseRoute(linkTo('jobs', id)).id).toBe(id);
  });

  it('tolerates a malformed address', () => {
    expect(parseRoute('#/jobs/%E0%A4%A').id).toBe('%E0%A4%A');
  });

  it('omits empty query parameters', () => {
    expect(linkTo('jobs', undefined, { status: undefined, cursor: 'a=b' })).toBe('#/jobs?cursor=a%3Db');
    expect(linkTo('jobs')).toBe('#/jobs');
  });
});
