/** A schema of OpenAPI 3.0, which is JSON Schema draft-04 with a few keywords of its own. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: SchemaType;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly discriminator?: Discriminator;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly description?: string;
  readonly example?: unknown;
}

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';

export interface Discriminator {
  readonly propertyName: string;
  /** Value of the property -> `$ref` of the schema. */
  readonly mapping?: Readonly<Record<string, string>>;
}

export type Schemas = Readonly<Record<string, Schema>>;

/** Maps the direct subschemas of a schema. `at` is its JSON pointer. */
export function mapSchemas(schema: Schema, at: string, map: (inner: Schema, at: string) => Schema): Schema {
  const { properties, additionalProperties, items, not } = schema;
  const list = (keyword: 'allOf' | 'anyOf' | 'oneOf') =>
    schema[keyword] && { [keyword]: schema[keyword].map((inner, index) => map(inner, `${at}/${keyword}/${index}`)) };
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [
          name,
          map(inner, `${at}/properties/${escapePointer(name)}`),
        ]),
      ),
    }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: map(additionalProperties, `${at}/additionalProperties`),
    }),
    ...(items && { items: map(items, `${at}/items`) }),
    ...list('allOf'),
    ...list('anyOf'),
    ...list('oneOf'),
    ...(not && { not: map(not, `${at}/not`) }),
  };
}

/** Calls back for a schema and all of its subschemas; references are not followed. */
export function visitSchemas(schema: Schema, at: string, visit: (schema: Schema, at: string) => void): void {
  visit(schema, at);
  mapSchemas(schema, at, (inner, innerAt) => {
    visitSchemas(inner, innerAt, visit);
    return inner;
  });
}

/** Escapes a name for a JSON pointer (RFC 6901). */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

export const refPrefix = '#/components/schemas/';

/** The name of the schema that a `$ref` points to; undefined if it points elsewhere. */
export function refName(ref: string): string | undefined {
  const name = ref.startsWith(refPrefix) ? ref.slice(refPrefix.length) : '';
  return /^[\w.-]+$/.test(name) ? name : undefined;
}

/** The schema that a reference points to, directly or through other references. */
export function dereference(schemas: Schemas, schema: Schema): Schema {
  let found = schema;
  for (const seen = new Set<string>(); found.$ref !== undefined && !seen.has(found.$ref);) {
    seen.add(found.$ref);
    found = schemas[refName(found.$ref) ?? ''] ?? {};
  }
  return found;
}

/** The names of the schemas that a schema refers to, at any depth, without following references. */
export function referencesOf(schema: Schema): string[] {
  const names = new Set<string>();
  visitSchemas(schema, '', ({ $ref }) => {
    const name = $ref === undefined ? undefined : refName($ref);
    if (name !== undefined) names.add(name);
  });
  return [...names];
}

/** The names of all schemas reachable from the given ones, including those. */
export function reachableFrom(schemas: Schemas, from: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    referencesOf(schemas[name] ?? {}).forEach(visit);
  };
  from.forEach(visit);
  return reached;
}

/** Whether a schema can be reached from itself. */
export function isRecursive(schemas: Schemas, name: string): boolean {
  return reachableFrom(schemas, referencesOf(schemas[name] ?? {})).has(name);
}

/** The reference to a named schema. */
export function namedSchema(name: string): Schema {
  return { $ref: `${refPrefix}${name}` };
}
