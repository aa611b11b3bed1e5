import fc from 'fast-check';
import { stringFormats } from '../../generators/formats.ts';
import { dereference, type Schema, type Schemas } from '../../generators/schema.ts';

/** Documents that a schema accepts, or nearly: combined branches are generated separately. */
export function likelyDocuments(schemas: Schemas, schema: Schema, depth = 4): fc.Arbitrary<unknown> {
  const found = dereference(schemas, schema);
  const inner = notNull(schemas, found, depth);
  return found.nullable === true ? fc.oneof(inner, fc.constant(null)) : inner;
}

function notNull(schemas: Schemas, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const document = (inner: Schema) => likelyDocuments(schemas, inner, depth - 1);
  if (depth <= 0) return oddValues;
  const branches = schema.oneOf ?? schema.anyOf;
  const parts = [
    ...(schema.type === undefined ? [] : [typed(schemas, schema, depth)]),
    ...(schema.allOf ?? []).map(document),
    ...(branches ? [fc.oneof(...branches.map(document))] : []),
  ];
  if (parts.length === 0) return fc.jsonValue();
  return fc.tuple(...parts).map((values) => values.reduce(merged));
}

/** Merges objects; for other values, keeps the first. */
function merged(a: unknown, b: unknown): unknown {
  const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject(a) && isObject(b) ? { ...(a as object), ...(b as object) } : a;
}

function typed(schemas: Schemas, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'object':
      return objects(schemas, schema, depth);
    case 'array': {
      const { minItems = 0, maxItems = minItems + 3, items = {} } = schema;
      return fc.array(likelyDocuments(schemas, items, depth - 1), { minLength: minItems, maxLength: maxItems });
    }
    case 'string':
      return strings(schema);
    case 'integer':
      return numbers(schema, (range) => fc.integer(range));
    case 'number':
      return numbers(schema, (range) => fc.double({ ...range, noNaN: true }));
    default:
      return fc.boolean();
  }
}

function numbers(
  { minimum = -1000, maximum = minimum + 2000, multipleOf = 1 }: Schema,
  any: (range: { min: number; max: number }) => fc.Arbitrary<number>,
): fc.Arbitrary<number> {
  const large = fc.constantFrom(2 ** 31, 2 ** 53, 2 ** 53 - 1, 1e21, 1e300);
  const range = { min: minimum, max: maximum };
  return fc.oneof(
    any(range),
    fc.integer(range).map((n) => n * multipleOf),
    fc.constantFrom(minimum, maximum),
    large,
  );
}

function objects(schemas: Schemas, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties = true, minProperties = 0 } = schema;
  const model = new Map(
    Object.entries(properties).map(([name, inner]) => [name, likelyDocuments(schemas, inner, depth - 1)]),
  );
  for (const name of required) if (!model.has(name)) model.set(name, fc.jsonValue());
  const known = fc.record(Object.fromEntries(model), { requiredKeys: [...required] });
  if (additionalProperties === false) return known;
  const extra =
    additionalProperties === true ? fc.jsonValue() : likelyDocuments(schemas, additionalProperties, depth - 1);
  return fc
    .tuple(fc.dictionary(keys, extra, { minKeys: minProperties, maxKeys: minProperties + 1 }), known)
    .map(([others, object]) => ({ ...others, ...object }));
}

/** For each format, valid and nearly valid texts. */
const formatted: Readonly<Record<string, readonly string[]>> = {
  'date-time': ['2024-02-29T23:59:60Z', '2023-02-29T00:00:00Z', '2024-01-01T00:00:00.5+02:00', '2024-01-01T00:00:00'],
  date: ['2000-02-29', '1900-02-29', '2024-04-31'],
  time: ['00:00:00Z', '24:00:00Z', '10:00:00.123-01:30'],
  duration: ['P1DT2H', 'P', 'PT', 'P2W', 'P1Y2M3DT4H5M6S', 'P1H'],
  uuid: ['6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11', '6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c1'],
  email: ['a@b.c', 'a@b', '@b.c', 'a b@c.d', 'ä@b.c'],
  hostname: ['example.com', '-example.com', `${'a'.repeat(64)}.com`],
  ipv4: ['127.0.0.1', '256.0.0.1', '1.2.3', '01.2.3.4'],
  ipv6: ['::', '::1', '1:2:3:4:5:6:7:8', '1::8:9::', 'fe80::1%eth0', '::ffff:127.0.0.1', '1:2:3:4:5:6:7::'],
  uri: ['https://example.com/a?b#c', 's3://b/a.mp4', 'example.com', 'http://ex ample', 'urn:a:b', 'a:%zz'],
  byte: ['', 'YQ==', 'YWI=', 'YQ', 'YQ=', '===='],
};

function strings({ pattern, format = '', minLength = 0, maxLength = minLength + 8 }: Schema): fc.Arbitrary<string> {
  const text = fc.string({ unit: 'grapheme', minLength, maxLength });
  const known = Object.hasOwn(stringFormats, format) ? formatted[format] : undefined;
  return fc.oneof(
    text,
    ...(known ? [fc.constantFrom(...known)] : []),
    ...(pattern === undefined || pattern.includes('(?!') ? [] : [fc.stringMatching(new RegExp(pattern, 'u'))]),
  );
}

/** Names that have tripped JavaScript before. */
const keys = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', 'Seconds', ' seconds', ''),
  fc.string(),
);

/** Edge-case values. */
const oddValues = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', '1', 0, -0, -1, 0.5, 1.5, 2 ** 53 + 2, -1e300, [], {}, [1], { seconds: 1 }),
  fc.constantFrom<unknown>('😀', '😀😀😀', 'a\u0301', '\u0000', '٣', 'a\n', ' a'),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Documents that are one change away from a likely one: a part replaced, removed, added, or renamed. */
export function nearMisses(schemas: Schemas, schema: Schema): fc.Arbitrary<unknown> {
  return fc
    .tuple(likelyDocuments(schemas, schema), fc.nat(), oddValues, keys, fc.nat(3))
    .map(([likely, place, value, key, kind]) => {
      // Clones, because listed values are part of the schema.
      const document: unknown = structuredClone(likely);
      const parents = objectsIn(document);
      const parent = parents[place % Math.max(parents.length, 1)];
      if (!parent) return value;
      const names = Object.keys(parent);
      const name = names[place % Math.max(names.length, 1)];
      if (kind === 0 || name === undefined) setOwn(parent, key, value);
      else if (kind === 1) setOwn(parent, name, value);
      else if (Array.isArray(parent)) parent.splice(place % parent.length, 1);
      else rename(parent as Record<string, unknown>, name, kind === 2 ? undefined : key);
      return document;
    });
}

function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

function setOwn(parent: object, key: string, value: unknown): void {
  if (Array.isArray(parent)) parent.push(value);
  else Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

function rename(parent: Record<string, unknown>, name: string, key: string | undefined): void {
  const value = parent[name];
  Reflect.deleteProperty(parent, name);
  if (key !== undefined) setOwn(parent, key, value);
}
