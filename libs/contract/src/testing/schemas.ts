import fc from 'fast-check';
import { stringFormats } from '../../generators/formats.ts';
import type { Schema, Schemas } from '../../generators/schema.ts';
import { comparable } from './comparable.ts';

/** Names that have tripped generators before. */
const names = fc.constantFrom('a', 'b', 'a.b', 'x-y', '$ref-like', 'größe ✓', 'constructor', 'hasOwnProperty', 'type');

const patterns = ['^[a-z]+$', '^\\S+@\\S+$', '^(?:a|b)*$', '^[^,;]+$', 'x', '^.*$', '^(?!no)[a-z]*$'];

const limits = (keywords: readonly [minimum: string, maximum: string], max: number): fc.Arbitrary<Schema> =>
  fc.record({ low: fc.nat(max), more: fc.nat(max) }, { requiredKeys: [] }).map(({ low, more }) => ({
    ...(low !== undefined && { [keywords[0]]: low }),
    ...(more !== undefined && { [keywords[1]]: (low ?? 0) + more }),
  }));

const strings = fc.oneof<fc.Arbitrary<Schema>[]>(
  limits(['minLength', 'maxLength'], 4).map((lengths) => ({ type: 'string', ...lengths })),
  fc.constantFrom(...patterns).map((pattern) => ({ type: 'string', pattern })),
  fc.constantFrom(...Object.keys(stringFormats), 'password').map((format) => ({ type: 'string', format })),
  fc
    .tuple(fc.constantFrom('date', 'uri', 'email'), fc.constantFrom(...patterns))
    .map(([format, pattern]) => ({ type: 'string', format, pattern })),
  fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 3 }).map((values) => ({ type: 'string', enum: values })),
);

const numbers: fc.Arbitrary<Schema> = fc
  .tuple(
    fc.constantFrom('integer', 'number'),
    limits(['minimum', 'maximum'], 10),
    fc.record(
      {
        exclusiveMinimum: fc.boolean(),
        exclusiveMaximum: fc.boolean(),
        // Exact in binary, so that division is reliable.
        multipleOf: fc.constantFrom(1, 2, 0.5, 0.25),
        format: fc.constantFrom('int32', 'int64', 'double'),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([type, range, more]) => ({ type, ...range, ...more }));

/** A model can't contain null in an object or a list. */
const listed = fc
  .jsonValue({ maxDepth: 1 })
  .map(comparable)
  .filter((value) => value === null || !JSON.stringify(value).includes('null'));

const enumerations: fc.Arbitrary<Schema> = fc
  .uniqueArray(listed, { minLength: 1, maxLength: 4, comparator: isSame })
  .map((values) => ({ enum: values }));

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface Levels {
  schema: Schema;
  object: Schema;
  array: Schema;
  combination: Schema;
}

/** Nested schemas with all keywords and references to `Leaf`, `Other.one` and the recursive `Tree-node`. */
const { schema } = fc.letrec<Levels>((tie: fc.LetrecTypedTie<Levels>) => ({
  schema: fc
    .tuple(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.oneof(strings, numbers, enumerations, fc.constant<Schema>({ type: 'boolean' }), fc.constant<Schema>({})),
        tie('object'),
        tie('array'),
        tie('combination'),
        fc
          .constantFrom('Leaf', 'Other.one', 'Tree-node')
          .map((name): Schema => ({ $ref: `#/components/schemas/${name}` })),
      ),
      fc.integer({ min: 0, max: 4 }),
    )
    .map(([inner, chance]): Schema =>
      chance === 0 && inner.$ref === undefined ? { ...inner, nullable: true } : inner,
    ),
  object: fc
    .tuple(
      fc.dictionary(names, tie('schema'), { maxKeys: 4 }),
      fc.oneof(fc.constant(undefined), fc.boolean(), tie('schema')),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      limits(['minProperties', 'maxProperties'], 3),
      fc.option(names, { nil: undefined, freq: 4 }),
    )
    .map(([properties, additionalProperties, isRequired, counts, unlisted]): Schema => {
      const required = Object.keys(properties).filter((_, index) => isRequired[index]);
      if (unlisted !== undefined && additionalProperties !== false && !required.includes(unlisted))
        required.push(unlisted);
      return {
        type: 'object',
        properties,
        ...(required.length > 0 && { required }),
        ...(additionalProperties !== undefined && { additionalProperties }),
        ...counts,
      };
    }),
  array: fc
    .tuple(fc.option(tie('schema'), { nil: undefined }), limits(['minItems', 'maxItems'], 3), fc.boolean())
    .map(([items, counts, uniqueItems]): Schema => ({
      type: 'array',
      ...(items && { items }),
      ...counts,
      uniqueItems,
    })),
  combination: fc
    .tuple(
      fc.constantFrom('allOf', 'anyOf', 'oneOf'),
      fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
      fc.option(tie('schema'), { nil: undefined, freq: 5 }),
      fc.option(tie('object'), { nil: undefined, freq: 3 }),
    )
    .map(([keyword, branches, not, own]): Schema => ({ ...own, [keyword]: branches, ...(not && { not }) })),
}));

/** Named schemas; `Root` is the one under test. */
export const anySchemas: fc.Arbitrary<Schemas> = schema.map((root) => ({
  Leaf: { type: 'string', minLength: 1 },
  'Other.one': { type: 'object', required: ['kind'], properties: { kind: { type: 'string', enum: ['one'] } } },
  'Tree-node': {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      children: { type: 'array', items: { $ref: '#/components/schemas/Tree-node' } },
      next: { nullable: true, allOf: [{ $ref: '#/components/schemas/Tree-node' }] },
    },
  },
  Root: root,
}));
