import { describe, expect, it } from 'vitest';
import { pageOf } from './page.ts';

const invalid = () => new Error('invalid');

describe('a paginated list', () => {
  it('is complete, and has no token on the last page', () => {
    const items = [1, 2, 3, 4, 5];
    const found: number[][] = [];
    let token: string | undefined;
    do {
      const page = pageOf(items, { size: 2, token }, invalid);
      found.push([...page.items]);
      token = page.NextToken;
    } while (token !== undefined);
    expect(found).toEqual([[1, 2], [3, 4], [5]]);
  });

  it.each(['x', '', 'LTE=', 'MS41'])('rejects the token %j', (token) => {
    expect(() => pageOf([1], { size: 1, token }, invalid)).toThrow('invalid');
  });
});
