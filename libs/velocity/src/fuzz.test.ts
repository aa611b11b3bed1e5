import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate, VtlError } from './index.ts';

const fragments = fc.constantFrom(
  ...[
    '#if(',
    '#elseif(',
    '#else',
    '#end',
    '#set($x = ',
    '#foreach($i in ',
    '#define($b)',
    '#break',
    '#stop',
    '##',
    '#*',
    '*#',
  ],
  ...[
    '#[[',
    ']]#',
    '$x',
    '${x',
    '}',
    '$!x',
    '$x.y',
    '$l',
    '$m',
    '$s.length()',
    '.substring(',
    '.get("a")',
    '[0]',
    '["a"]',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '\\',
    '$',
    '#',
    ',',
    ':',
    '..',
    '=',
    '==',
    '!=',
    '<',
    '&&',
    'or',
    '!',
    '+',
    '-',
  ],
  ...['*', '/', '%', '1', '2.5', 'true', 'null', ' ', '\n', 'text', 'é', '🎉'],
);
const anyTemplate = fc.oneof(
  fc.array(fragments, { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

describe('any text', () => {
  it('is rendered, or rejected with a VtlError', () => {
    fc.assert(
      fc.property(anyTemplate, (source) => {
        const variables = { x: { y: 1 }, l: [1, 'a'], m: { a: [] }, s: 'abc' };
        try {
          expect(compileTemplate(source, 'any.vtl').render(variables, { maxLoops: 10 })).toBeTypeOf('string');
        } catch (failure) {
          expect(failure).toBeInstanceOf(VtlError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('comes out as it is when it has neither $ nor # nor a backslash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (source) => {
        fc.pre(!/[$#\\]/.test(source));
        expect(compileTemplate(source, 'plain.vtl').render({})).toBe(source);
      }),
    );
  });
});
