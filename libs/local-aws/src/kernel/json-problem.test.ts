import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfJson } from './json-problem.ts';

describe('endOfJson', () => {
  it.each([
    ['{"a":x}', 5],
    ['{"a":}', 5],
    ['{"a":1', 6],
    ['{"a" 1}', 5],
    ['{1:2}', 1],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['{"a":1,}', 7],
    ['01', 0],
    ['"a\nb"', 0],
    ['[1]]', 3],
    ['tru', 0],
    ['', 0],
    ['[}', 1],
  ])('finds the error position in %j', (text, place) => {
    expect(endOfJson(text)).toBe(place);
  });

  it('reads every JSON text to its end', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1), (json, space) => {
        const text = JSON.stringify(json, null, space);
        expect(endOfJson(text)).toBe(text.length);
      }),
    );
  });
});
