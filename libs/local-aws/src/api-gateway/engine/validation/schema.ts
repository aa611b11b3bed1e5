import type { JsonNode } from './json-node.ts';

/** A schema of JSON Schema draft-04, with numbers as written. */
export type Schema = Map<string, JsonNode>;

/** A schema and the root that its references are relative to. */
export interface SchemaPlace {
  readonly schema: Schema;
  readonly root: Schema;
}

/** The models of an API by their addresses (docs/facts/a.md#a32). */
export type SchemaRegistry = ReadonlyMap<string, Schema>;

const empty: Schema = new Map<string, JsonNode>();

/** The subschema at a path within a schema; empty if there is none. */
export function schemaAt(schema: Schema, ...path: readonly (string | number)[]): Schema {
  let found: JsonNode | undefined = schema;
  for (const step of path) {
    if (found instanceof Map) found = found.get(String(step));
    else if (Array.isArray(found)) found = found[Number(step)];
    else return empty;
  }
  return found instanceof Map ? found : empty;
}

/** Follows references; keywords next to `$ref` are ignored. */
export function dereference(place: SchemaPlace, registry: SchemaRegistry): SchemaPlace {
  if (!place.schema.has('$ref')) return place;
  let found = place;
  for (const seen = new Set<Schema>(); !seen.has(found.schema);) {
    const ref = found.schema.get('$ref');
    if (typeof ref !== 'string') return found;
    seen.add(found.schema);
    const [address = '', pointer = ''] = ref.split('#');
    const root = address === '' ? found.root : (registry.get(address) ?? empty);
    found = { schema: schemaAt(root, ...pointerSteps(pointer)), root };
  }
  throw new ValidationLoopError('A reference in the schema refers to itself.');
}

function pointerSteps(pointer: string): string[] {
  const steps = decodeURIComponent(pointer).split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Thrown for a schema that refers to itself without descending into the document. */
export class ValidationLoopError extends Error {
  override readonly name = 'ValidationLoopError';
}
