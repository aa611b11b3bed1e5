import { describe, expect, it } from 'vitest';
import { toXml } from './xml.ts';

describe('XML of the query protocol', () => {
  it('repeats list members and map entries, and omits absent values', () => {
    const value = { List: ['a', { B: 1 }], Map: new Map([['key', 'a<b']]), None: undefined };
    expect(toXml(value)).toBe(
      '<List><member>a</member><member><B>1</B></member></List>' +
        '<Map><entry><key>key</key><value>a&#60;b</value></entry></Map>',
    );
  });
});
