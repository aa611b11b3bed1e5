import { operationsOf, requestBodySchema, type Contract } from './read-contract.ts';
import { refName, UnsupportedSchemaError, type Schema } from './schema.ts';

/**
 * JSON Schema draft-04 models of the request bodies, for API Gateway.
 * References are written out: a model's `$ref` would have to name the id of the API (A32).
 */
export function requestModels(contract: Contract): Record<string, object> {
  const names = operationsOf(contract).flatMap(({ operation }) => requestBodySchema(operation) ?? []);
  return Object.fromEntries(
    [...new Set(names)].map((name) => [
      name,
      {
        $schema: 'http://json-schema.org/draft-04/schema#',
        title: name,
        ...toDraft04(contract, { $ref: `#/components/schemas/${name}` }),
      },
    ]),
  );
}

/**
 * Turns a supported schema into draft-04; descriptions are left out.
 * @throws UnsupportedSchemaError for a format, which the gateway ignores (A33)
 */
export function toDraft04(contract: Contract, schema: Schema, seen: readonly string[] = []): object {
  if (schema.$ref !== undefined) {
    const name = refName(schema.$ref);
    const target = contract.components.schemas[name];
    if (!target) throw new Error(`${schema.$ref} does not exist.`);
    if (seen.includes(name)) throw new Error(`${schema.$ref} contains itself; a request model can't be recursive.`);
    return toDraft04(contract, target, [...seen, name]);
  }
  if (schema.format !== undefined) {
    throw new UnsupportedSchemaError(
      `format '${schema.format}' is not checked by API Gateway, so a request body can't have it. Use a pattern.`,
    );
  }
  const convert = (inner: Schema) => toDraft04(contract, inner, seen);
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
  });
}

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
