import { describe, expect, it } from 'vitest';
import { bodyValidators } from './body-validator.ts';

function rejection(schema: object, text: string): string | undefined {
  const validate = bodyValidators({ id: 'api' })({ 'application/json': schema }, 'POST /');
  return validate(Buffer.from(text), 'application/json')?.();
}

describe('problems of a body', () => {
  it('A34 is a list', () => {
    const schema = { type: 'object', required: ['procedure', 'medication', 'name'] };
    expect(rejection(schema, '{"name":1}')).toBe(
      '[object has missing required properties (["medication","procedure"])]',
    );
    expect(rejection({ minimum: 3, enum: [5] }, '1')).toBe(
      '[instance value (1) not found in enum (possible values: [5]), numeric instance is lower than the required minimum (minimum: 3, found: 1)]',
    );
  });

  it.each([
    ['{"a":}', '[the body is not valid JSON: expected a value at position 5]'],
    [
      `${'['.repeat(1001)}${']'.repeat(1001)}`,
      '[the body is not valid JSON: expected at most 1000 levels at position 1000]',
    ],
  ])('reports where the JSON is invalid: %.20s', (text, expected) => {
    expect(rejection({}, text)).toBe(expected);
  });

  it('may be nested 1000 levels deep', () => {
    expect(rejection({ items: { type: 'array' } }, `${'['.repeat(1000)}${']'.repeat(1000)}`)).toBeUndefined();
  });

  it('include a compared number beyond the range of a double', () => {
    expect(rejection({ minimum: 1 }, '1e400')).toBe(
      '[the body cannot be validated: 1e400 is beyond the range of a double.]',
    );
  });

  it('include a schema that refers to itself', () => {
    expect(rejection({ allOf: [{ $ref: '#' }] }, '1')).toBe(
      '[the body cannot be validated: The schema refers to itself.]',
    );
  });

  it('can include 100,000 unknown properties', () => {
    const unknown = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`p${index}`, index]));
    expect(rejection({ properties: {}, additionalProperties: false }, JSON.stringify(unknown))).toContain('"p99999"');
  });
});

describe('hostile numbers', () => {
  it.each([
    [{ minimum: 1 }, '1e-999999999', false],
    [{ maximum: 1 }, '1e-999999999', true],
    [{ multipleOf: 0.01 }, '1e-999999999', false],
    [{ multipleOf: 0.01 }, '1e308', true],
    [{ enum: [0] }, '0e999999999', true],
    [{ maximum: 10 }, '9'.repeat(1_000_000), false],
    [{ uniqueItems: true }, '[1e-999999999,1e-999999998]', true],
  ])('are compared without writing them out: %j', (schema, text, isAccepted) => {
    expect(rejection(schema, text) === undefined).toBe(isAccepted);
  });
});
