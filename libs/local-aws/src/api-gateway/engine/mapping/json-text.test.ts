import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonTextError } from '../json/read-json.ts';
import { toJsonText } from './json-print.ts';
import { parseJsonText } from './json-text.ts';

describe('JSON', () => {
  it('round-trips without loss', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const printed = toJsonText(parseJsonText(JSON.stringify(value)));
        expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is rejected exactly when JSON.parse rejects it', () => {
    const parts = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      '0',
      '.5',
      'e3',
      'true',
      'null',
      ' ',
      '\\',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (tokens) => {
        const text = tokens.join('');
        expect(
          isAccepted(() => parseJsonText(text), JsonTextError),
          text,
        ).toBe(isAccepted(() => JSON.parse(text), SyntaxError));
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps the digits of large whole numbers', () => {
    expect(toJsonText(parseJsonText('[12345678901234567890, -9007199254740993]'))).toBe(
      '[12345678901234567890,-9007199254740993]',
    );
  });

  it('is rejected when it is nested too deeply', () => {
    expect(() => parseJsonText('['.repeat(100_000))).toThrow(JsonTextError);
  });
});

function isAccepted(parse: () => unknown, rejection: new (...values: never[]) => Error): boolean {
  try {
    parse();
    return true;
  } catch (failure) {
    if (failure instanceof rejection) return false;
    throw failure;
  }
}
