import { describe, expect, it } from 'vitest';
import { describeThrown, maxErrorBytes, reportableError } from './reportable-error.ts';

const reported = (thrown: unknown) => reportableError(describeThrown(thrown));

/** As Lambda's client makes the payload of an error (F12). */
const payload = ({ name, message, stack = '' }: Error) =>
  JSON.stringify({ errorType: name, errorMessage: message, trace: stack.split('\n') });

/** A byte of UTF-8 is never longer in JSON than one of these. */
const longestInJson = '\u0001';

function largeError(text: string): Error {
  const error = Object.assign(new Error(text), { name: text, more: text });
  error.stack = `${text}: ${text}\n    at ${text}`;
  return error;
}

describe('a reportable error', () => {
  it('keeps a small error unchanged', () => {
    const error = new TypeError('broken', { cause: new RangeError('why') });
    const { name, message, stack, cause } = reported(error);
    expect({ name, message, stack }).toEqual({ name: 'TypeError', message: 'broken', stack: error.stack });
    expect(cause).toMatchObject({ name: 'RangeError', message: 'why' });
  });

  it('does not grow when it is reported again', () => {
    const once = reported(largeError('x'.repeat(530_000)));
    expect(payload(reported(once))).toBe(payload(once));
  });

  it('shows where it was thrown even if its message is long', () => {
    expect(reported(new Error('x'.repeat(530_000))).stack).toContain('reportable-error.test.ts');
  });

  it.each([
    ['text', { name: 'string', message: 'text' }],
    [undefined, { name: 'undefined', message: 'undefined' }],
    [{ a: 1 }, { name: 'object', message: '[object Object]' }],
    [Object.create(null), { name: 'Error', message: 'The error could not be read.' }],
    [Object.assign(new Error('m'), { name: 5, stack: undefined }), { name: '5', message: 'm' }],
  ])('F13 can be made of anything: %o', (thrown, expected) => {
    expect(reported(thrown)).toMatchObject(expected);
  });

  it('can be made of an unreadable error', () => {
    const unreadable = new Error('m');
    Object.defineProperty(unreadable, 'name', {
      get: () => {
        throw new Error('unreadable');
      },
    });
    expect(describeThrown(unreadable)).toMatchObject({ type: 'Error', message: 'The error could not be read.' });
  });

  it('includes its causes', () => {
    const error = new Error('circle');
    error.cause = error;
    expect(reported(error)).toMatchObject({ cause: { cause: { cause: { message: 'circle' } } } });
  });

  it('C24 leaves room on the event bus for the largest event and the errors of both functions', () => {
    const errorBytes = Buffer.byteLength(payload(reported(largeError(longestInJson.repeat(530_000)))));
    const longestCharacters = [longestInJson, '\n', '"', 'é', '€', '😀'];
    for (const each of longestCharacters) {
      expect(Buffer.byteLength(payload(reported(largeError(each.repeat(530_000)))))).toBeLessThanOrEqual(errorBytes);
    }
    const { type, message, stack } = maxErrorBytes;
    expect(errorBytes).toBeLessThanOrEqual(6 * (type + message + stack) + 100);

    // The gateway takes 65,536 UTF-16 units of JSON, none of them of more than 3 bytes.
    const bodyBytes = 65_536 * 3;
    // Around it: the id, the time and the names in the event; two records without payloads; the bus's own fields.
    const [eventBytes, recordBytes, busBytes] = [256, 1024, 1024];
    const sum = bodyBytes + eventBytes + 2 * (recordBytes + errorBytes) + busBytes;
    expect(sum).toBeLessThanOrEqual(256 * 1024);
  });
});
