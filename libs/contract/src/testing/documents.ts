import fc from 'fast-check';
import type { Schema } from '../../generators/schema.ts';

/** Documents that a schema accepts. References must have been written out. */
export function validDocuments(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map(validDocuments));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return validObjects(schema);
    case 'array':
      return fc.array(schema.items ? validDocuments(schema.items) : fc.jsonValue(), { maxLength: 4 });
    case 'string':
      return validStrings(schema);
    case 'integer':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 }),
        ...(schema.maximum === undefined ? [fc.constantFrom(2 ** 53, 1e21, 1e300)] : []),
      );
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    default:
      return fc.jsonValue();
  }
}

function validObjects(schema: Schema): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  const model = Object.fromEntries(properties.map(([name, property]) => [name, validDocuments(property)]));
  const known = fc.record(model, { requiredKeys: [...(schema.required ?? [])] });
  if (schema.additionalProperties === false) return known;
  return fc
    .tuple(fc.dictionary(keys, fc.jsonValue(), { maxKeys: 2 }), known)
    .map(([extra, object]) => ({ ...extra, ...object }));
}

function validStrings({ pattern, minLength = 0, maxLength = 8 }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, maxLength) });
}

/** Names that have tripped JavaScript before. */
const keys = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'Seconds', ' seconds', ''), fc.string());

/** Values that are nearly something else. */
const oddValues = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', '1', 0, -0, -1, 0.5, 1.5, 2 ** 53 + 2, -1e300, [], {}, [1], { seconds: 1 }),
  fc.constantFrom<unknown>('😀', '😀😀😀', 'a\u0301', '\u0000', '٣', 'a\n', ' a'),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Documents that are one change away from a valid one: a part replaced, removed, added, or renamed. */
export function nearMisses(schema: Schema): fc.Arbitrary<unknown> {
  return fc
    .tuple(validDocuments(schema), fc.nat(), oddValues, keys, fc.nat(3))
    .map(([document, place, value, key, kind]) => {
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
