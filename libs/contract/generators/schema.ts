/**
 * The part of OpenAPI 3.0's schema language that API Gateway's models (JSON Schema draft-04) and the generated
 * validators both say in the same way. Anything else is refused, so that the two can never disagree.
 */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: unknown;
  readonly description?: string;
}

/** Keywords that restrict nothing. */
const annotations = ['description', 'title', 'example', 'examples', 'deprecated', 'externalDocs'];

const keywordsByType: Record<string, readonly string[]> = {
  object: ['properties', 'required', 'additionalProperties'],
  array: ['items'],
  string: ['enum', 'pattern', 'minLength', 'maxLength', 'format'],
  integer: ['enum', 'minimum', 'maximum'],
  number: ['enum', 'minimum', 'maximum'],
  boolean: ['enum'],
};

/** A string format that only the service itself writes: it is checked by the validators and left out of request models. */
const supportedFormats = ['date-time'];

export class UnsupportedSchemaError extends Error {
  override readonly name = 'UnsupportedSchemaError';
}

/**
 * Checks that a schema and all schemas in it use supported keywords only.
 * @param at where the schema stands, as a JSON pointer, for the message
 * @throws UnsupportedSchemaError that names the place and the keyword
 */
export function assertSupported(schema: Schema, at: string): void {
  const allowed = allowedKeywords(schema);
  for (const keyword of Object.keys(schema)) {
    if (allowed.includes(keyword) || annotations.includes(keyword) || keyword.startsWith('x-')) continue;
    throw new UnsupportedSchemaError(
      `${at}: '${keyword}' is not supported here. API Gateway's request models and the generated validators would ` +
        `not check it alike. Supported: ${allowed.join(', ')}.`,
    );
  }
  if (schema.format !== undefined && !supportedFormats.includes(schema.format)) {
    throw new UnsupportedSchemaError(`${at}: format '${schema.format}' is not supported. Use a pattern.`);
  }
  if (schema.additionalProperties !== undefined && typeof schema.additionalProperties !== 'boolean') {
    throw new UnsupportedSchemaError(`${at}: 'additionalProperties' must be true or false.`);
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    assertSupported(property, `${at}/properties/${name}`);
  }
  for (const name of schema.required ?? []) {
    if (schema.properties?.[name] === undefined) {
      throw new UnsupportedSchemaError(`${at}: required property '${name}' is not in 'properties'.`);
    }
  }
  if (schema.items) assertSupported(schema.items, `${at}/items`);
  schema.oneOf?.forEach((branch, index) => {
    assertSupported(branch, `${at}/oneOf/${index}`);
  });
}

function allowedKeywords(schema: Schema): readonly string[] {
  if (schema.$ref !== undefined) return ['$ref'];
  if (schema.oneOf !== undefined) return ['oneOf', 'discriminator'];
  if (schema.type === undefined) return ['type'];
  return ['type', ...(keywordsByType[schema.type] ?? [])];
}

const refPrefix = '#/components/schemas/';

/** The name of the schema that a `$ref` points to. */
export function refName(ref: string): string {
  if (!ref.startsWith(refPrefix)) throw new UnsupportedSchemaError(`$ref '${ref}' must begin with ${refPrefix}`);
  return ref.slice(refPrefix.length);
}
