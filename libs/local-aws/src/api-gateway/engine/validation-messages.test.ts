import { describe, expect, it } from 'vitest';
import { bodyValidators } from './body-validator.ts';

function messages(schema: object, document: unknown): string | undefined {
  const validate = bodyValidators({ id: 'api' })({ 'application/json': schema }, 'POST /');
  return validate(Buffer.from(JSON.stringify(document)), 'application/json')?.();
}

describe('what is wrong with a body', () => {
  it('A34 lists missing properties, sorted', () => {
    const schema = { type: 'object', required: ['procedure', 'medication', 'name'] };
    expect(messages(schema, { name: 1 })).toBe('[object has missing required properties (["medication","procedure"])]');
  });

  it('tells each object by itself, and the same of several in one list', () => {
    const schema = { type: 'array', items: { type: 'object', required: ['a'] } };
    const one = 'object has missing required properties (["a"])';
    expect(messages(schema, [{}, { a: 1 }, {}])).toBe(`[${one}, ${one}]`);
  });

  it.each<[string, object, unknown, string[]]>([
    ['type', { type: 'number' }, 'x', ['string', '["integer","number"]']],
    ['type null', { type: ['string', 'array'] }, null, ['null', '["array","string"]']],
    ['enum', { enum: ['dog', 'cat'] }, 'bird', ['"bird"', '["dog","cat"]']],
    ['pattern', { pattern: '^a' }, 'b', ['"^a"', '"b"']],
    ['minLength', { minLength: 1 }, '', ['0', '1']],
    ['maxLength', { maxLength: 1 }, 'né', ['2', '1']],
    ['additionalProperties', { additionalProperties: false }, { y: 1, x: 1 }, ['["x","y"]']],
    ['maximum', { maximum: 500 }, 501, ['500', '501']],
    ['minimum', { minimum: 3 }, 2, ['3', '2']],
    ['exclusive minimum', { minimum: 1, exclusiveMinimum: true }, 1, ['strictly', '1']],
    ['exclusive maximum', { maximum: 1, exclusiveMaximum: true }, 1, ['strictly', '1']],
    ['minItems', { minItems: 2 }, [1], ['2', '1']],
    ['maxItems', { maxItems: 0 }, [1], ['0', '1']],
    ['uniqueItems', { uniqueItems: true }, [1, 1], ['duplicate']],
    ['multipleOf', { multipleOf: 2 }, 3, ['remainder of division is not zero (3 / 2)']],
  ])('names what does not hold: %s', (_keyword, schema, document, fragments) => {
    const text = messages(schema, document);
    expect(text).toMatch(/^\[.+\]$/);
    for (const fragment of fragments) expect(text).toContain(fragment);
  });

  it.each(['oneOf', 'anyOf'])('says once that no branch of %s fits, and not what is wrong with each', (keyword) => {
    const text = messages({ [keyword]: [{ type: 'null' }, { type: 'string' }] }, 1);
    expect(text).toContain('2');
    expect(text).not.toContain('type');
  });

  it('takes no longer for 100,000 unknown properties than it must', () => {
    const unknown = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`p${index}`, index]));
    expect(messages({ properties: {}, additionalProperties: false }, unknown)).toContain('"p99999"');
  });
});
