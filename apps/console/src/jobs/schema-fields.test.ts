import { describe, expect, it } from 'vitest';
import { fieldsOf, readField, withProperty, writeField } from './schema-fields.ts';

const schema = {
  type: 'object',
  required: ['seconds'],
  properties: {
    seconds: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'How long' },
    name: { type: 'string', minLength: 2, maxLength: 5 },
    size: { enum: ['small', 2, null] },
    loud: { type: 'boolean' },
    list: { type: 'array' },
  },
};
const fields = fieldsOf(schema);
const field = (name: string) => fields.find((each) => each.name === name)!;

describe('the fields of a schema', () => {
  it('have the kinds, hints and names of its properties', () => {
    expect(fields.map(({ name, kind, isRequired }) => [name, kind, isRequired])).toEqual([
      ['seconds', 'number', true],
      ['name', 'text', false],
      ['size', 'choice', false],
      ['loud', 'switch', false],
      ['list', 'json', false],
    ]);
    expect(field('seconds')).toMatchObject({ description: 'How long', hint: 'whole number, from 1' });
    expect(field('name').hint).toBe('from 2 to 5 characters');
  });

  it.each([undefined, null, 1, {}, { oneOf: [] }, { properties: null }])('are none for %j', (other) => {
    expect(fieldsOf(other)).toEqual([]);
  });
});

describe('a field', () => {
  it.each([
    ['seconds', '5', 5],
    ['seconds', '1.5', 1.5],
    ['seconds', 'five', 'five'],
    ['seconds', '', undefined],
    ['name', '5', '5'],
    ['size', '2', 2],
    ['size', '"small"', 'small'],
    ['size', 'null', null],
    ['loud', 'true', true],
    ['list', '[1', '[1'],
  ])('%s with %j has the value %j and displays it', (name, text, value) => {
    expect(readField(field(name), text)).toEqual(value);
    expect(writeField(field(name), value)).toBe(text);
  });
});

it('changes one parameter, keeps the order, and treats __proto__ like any other', () => {
  const parameters = JSON.parse('{"b":1,"__proto__":2,"a":3}') as object;
  expect(JSON.stringify(withProperty(parameters, 'b', 4))).toBe('{"b":4,"__proto__":2,"a":3}');
  expect(JSON.stringify(withProperty(parameters, 'b', undefined))).toBe('{"__proto__":2,"a":3}');
  expect(JSON.stringify(withProperty({}, '__proto__', { x: 1 }))).toBe('{"__proto__":{"x":1}}');
});
