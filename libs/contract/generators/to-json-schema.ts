import type { Contract } from './read-contract.ts';
import { refName, type Schema } from './schema.ts';

/**
 * Turns a supported schema into JSON Schema, of any draft from 4 to 7. References are written out, descriptions left out.
 * @param formatOf gives the keywords for the format of a schema
 */
export function toJsonSchema(
  contract: Contract,
  schema: Schema,
  formatOf: (schema: Schema) => object,
  seen: readonly string[] = [],
): object {
  if (schema.$ref !== undefined) {
    const name = refName(schema.$ref);
    const target = contract.components.schemas[name];
    if (!target) throw new Error(`${schema.$ref} does not exist.`);
    if (seen.includes(name)) throw new Error(`${schema.$ref} contains itself, so it can't be written out.`);
    return toJsonSchema(contract, target, formatOf, [...seen, name]);
  }
  const convert = (inner: Schema) => toJsonSchema(contract, inner, formatOf, seen);
  const { type, required, additionalProperties, pattern, minLength, maxLength, minimum, maximum } = schema;
  return withoutUndefined({
    type,
    oneOf: schema.oneOf?.map(convert),
    properties:
      schema.properties && Object.fromEntries(Object.entries(schema.properties).map(([name, p]) => [name, convert(p)])),
    required: required?.length ? required : undefined,
    additionalProperties,
    items: schema.items && convert(schema.items),
    enum: schema.enum,
    pattern,
    minLength,
    maxLength,
    minimum,
    maximum,
    ...formatOf(schema),
  });
}

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
