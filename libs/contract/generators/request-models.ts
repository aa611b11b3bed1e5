import { type Contract, operationsOf, requestBodySchema } from './read-contract.ts';
import { type Schema, UnsupportedSchemaError } from './schema.ts';
import { toJsonSchema } from './to-json-schema.ts';

/**
 * JSON Schema draft-04 models of the request bodies, for API Gateway.
 * References are written out: a model's `$ref` would have to name the id of the API (docs/facts/a.md#a32).
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
 * Turns a supported schema into draft-04.
 * @throws UnsupportedSchemaError for a format, which the gateway ignores (docs/facts/a.md#a33)
 */
export function toDraft04(contract: Contract, schema: Schema): object {
  return toJsonSchema(contract, schema, ({ format }) => {
    if (format === undefined) return {};
    throw new UnsupportedSchemaError(
      `format '${format}' is not checked by API Gateway, so a request body can't have it. Use a pattern.`,
    );
  });
}
