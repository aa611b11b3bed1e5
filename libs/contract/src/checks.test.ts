import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import * as checks from './checks.ts';
import { JobParametersSchema } from './test-contract/schemas.gen.ts';

const accepts = (schema: z.ZodMiniType, value: unknown) => schema.safeParse(value).success;

describe('multipleOf', () => {
  it.each([
    [0.3, 0.1, true],
    [1.1, 0.1, true],
    [1e300, 3, false],
    [9e-7, 3e-7, true],
    [-4, 2, true],
    [0, 7, true],
    [0.35, 0.1, false],
    [1e21, 7, false],
  ])('uses exact decimals: %f of %f', (value, step, verdict) => {
    expect(accepts(z.number().check(checks.multipleOf(step)), value)).toBe(verdict);
  });
});

describe('whole numbers', () => {
  it.each([
    [1, true],
    [9007199254740991, true],
    [9007199254740992, false],
    [1e21, false],
    [0.5, false],
  ])('are safe integers: %d', (value, verdict) => {
    expect(accepts(JobParametersSchema, { seconds: value })).toBe(verdict);
  });
});

describe('lengths', () => {
  it('count code points', () => {
    expect(accepts(z.string().check(checks.maxCharacters(2)), '😀😀')).toBe(true);
    expect(accepts(z.string().check(checks.minCharacters(2)), '😀')).toBe(false);
  });
});

describe('uniqueItems', () => {
  it.each([
    [[1, 2], true],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      false,
    ],
    [[0, -0], false],
    [['1', 1], true],
    [[[], []], false],
  ])('compares %o by value', (items, verdict) => {
    expect(accepts(z.array(checks.anything()).check(checks.uniqueItems()), items)).toBe(verdict);
  });
});

describe('allOf', () => {
  const base = z.looseObject({ dryRun: z.prefault(z.boolean(), false) });
  const file = z.looseObject({ file: z.string(), sub: z.exactOptional(z.looseObject({})) });

  it('applies the defaults of all parts and keeps everything else', () => {
    expect(checks.allOf(base, file).safeParse({ file: 'a', more: [1] }).data).toEqual({
      file: 'a',
      more: [1],
      dryRun: false,
    });
  });

  it('rejects what any part rejects, with its path', () => {
    const { error } = checks.allOf(base, file).safeParse({ file: 1, dryRun: 'no' });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['dryRun', 'file']);
    expect(accepts(checks.allOf(z.strictObject({}), file), { file: 'a' })).toBe(false);
  });
});

describe('a document', () => {
  it.each(['{"a":[{"__proto__":1}]}', '{"__proto__":{}}'])(
    'is rejected if JavaScript would lose a name: %s',
    (text) => {
      expect(accepts(checks.jsonDocument(checks.anything()), JSON.parse(text))).toBe(false);
    },
  );

  it('may have other odd names', () => {
    const text = '{"constructor":1,"toString":{"prototype":[]}}';
    expect(checks.jsonDocument(checks.anything()).safeParse(JSON.parse(text)).data).toEqual(JSON.parse(text));
  });
});

describe('properties that every object inherits', () => {
  const schema = checks.ownProperties(
    z.looseObject({ constructor: z.exactOptional(z.boolean()), toString: z.string() }),
  );

  it('are ignored unless the document has them', () => {
    expect(accepts(schema, {})).toBe(false);
    expect(schema.safeParse({ toString: 'x' }).data).toEqual({ toString: 'x' });
  });
});
