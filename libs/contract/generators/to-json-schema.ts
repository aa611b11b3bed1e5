import { rangeOf, stringFormats } from './formats.ts';
import { isRecursive, mapSchemas, refName, type Schema, type Schemas } from './schema.ts';

/** API Gateway's models are draft-04; Postman's sandbox has Ajv 6, which reads draft-07. */
export type Draft = 'draft-04' | 'draft-07';

/**
 * Converts a schema of the contract to JSON Schema. References are inlined, except to recursive schemas:
 * those are in `definitions`. Documentation-only keywords are omitted.
 */
export function toJsonSchema(schemas: Schemas, schema: Schema, draft: Draft): object {
  const definitions: Record<string, object> = {};
  const written = write(schema);
  return Object.keys(definitions).length > 0 ? { ...written, definitions } : written;

  function write(source: Schema): object {
    if (source.$ref !== undefined) return reference(refName(source.$ref) ?? '');
    const { nullable, ...rest } = source;
    // CloudFormation's templates can't have null, so it is never an enum value of a model.
    const values = rest.enum?.filter((value) => value !== null);
    const acceptsNull = nullable === true || values?.length !== rest.enum?.length;
    const listed = values && { ...rest, enum: values };
    if (!acceptsNull) return keywordsOf(rest);
    if (values?.length === 0) return { type: 'null' };
    const isSimple = rest.type !== undefined && !listed && !combinators.some((keyword) => rest[keyword] !== undefined);
    if (isSimple) return { ...keywordsOf(rest), type: [rest.type, 'null'] };
    return { anyOf: [{ type: 'null' }, keywordsOf(listed ?? rest)] };
  }

  function reference(name: string): object {
    if (!isRecursive(schemas, name)) return write(schemas[name] ?? {});
    const key = definitionName(name);
    if (!Object.hasOwn(definitions, key)) {
      definitions[key] = {};
      definitions[key] = write(schemas[name] ?? {});
    }
    return { $ref: `#/definitions/${key}` };
  }

  function keywordsOf(source: Schema): object {
    const inner = mapSchemas(source, '', write);
    const { type, required, properties, additionalProperties, minProperties, maxProperties, items } = inner;
    const { minItems, maxItems, uniqueItems, minLength, maxLength, multipleOf, allOf, anyOf, oneOf, not } = inner;
    const { pattern, formatPart } = patternsOf(source);
    const parts = [...(allOf ?? []), ...formatPart];
    return withoutUndefined({
      type,
      oneOf,
      anyOf,
      allOf: parts.length > 0 ? parts : undefined,
      not,
      properties,
      required: required?.length ? required : undefined,
      additionalProperties,
      minProperties,
      maxProperties,
      items,
      minItems,
      maxItems,
      uniqueItems,
      enum: source.enum,
      pattern,
      minLength,
      maxLength,
      ...rangeIn(draft, source),
      multipleOf,
    });
  }
}

const combinators = ['allOf', 'anyOf', 'oneOf', 'not'] as const;

/** Names of models, and names in their references, may only contain letters and digits. */
function definitionName(name: string): string {
  return name.replace(/[^A-Z0-9]/gi, (character) => `x${character.codePointAt(0)?.toString(16) ?? ''}`);
}

/** A schema has one `pattern`; if it also has a format, that becomes a separate part. */
function patternsOf({ type, pattern, format = '' }: Schema): { pattern?: string; formatPart: { pattern: string }[] } {
  const formatPattern = type === 'string' && Object.hasOwn(stringFormats, format) ? stringFormats[format] : undefined;
  if (pattern === undefined) return { ...(formatPattern !== undefined && { pattern: formatPattern }), formatPart: [] };
  return { pattern, formatPart: formatPattern === undefined ? [] : [{ pattern: formatPattern }] };
}

/** Draft-04 marks an exclusive limit with a boolean; later drafts have separate keywords. */
function rangeIn(draft: Draft, schema: Schema): object {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = rangeOf(schema);
  const flags = {
    exclusiveMinimum: exclusiveMinimum === true && minimum !== undefined,
    exclusiveMaximum: exclusiveMaximum === true && maximum !== undefined,
  };
  if (draft === 'draft-04') {
    return {
      minimum,
      exclusiveMinimum: flags.exclusiveMinimum || undefined,
      maximum,
      exclusiveMaximum: flags.exclusiveMaximum || undefined,
    };
  }
  return {
    ...(flags.exclusiveMinimum ? { exclusiveMinimum: minimum } : { minimum }),
    ...(flags.exclusiveMaximum ? { exclusiveMaximum: maximum } : { maximum }),
  };
}

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
