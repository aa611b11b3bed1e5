import { type Contract, listOperations, requestBodySchema } from './contract.ts';
import { modelName } from './operations.ts';
import { namedSchema, type Schema, type Schemas } from './schema.ts';
import { toJsonSchema } from './to-json-schema.ts';

/**
 * JSON Schema draft-04 models of the request bodies, for API Gateway.
 * References are inlined: a model's `$ref` to another would have to contain the API's id (docs/facts/a.md#a32).
 */
export function requestModels(contract: Contract): Record<string, object> {
  return Object.fromEntries(
    requestBodies(contract).map((name) => [
      modelName(name),
      {
        $schema: 'http://json-schema.org/draft-04/schema#',
        title: name,
        ...toDraft04(contract.components.schemas, namedSchema(name)),
      },
    ]),
  );
}

/** The names of the schemas of all request bodies. */
function requestBodies(contract: Contract): string[] {
  return [...new Set(listOperations(contract).flatMap(({ operation }) => requestBodySchema(operation) ?? []))];
}

export function toDraft04(schemas: Schemas, schema: Schema): object {
  return toJsonSchema(schemas, schema, 'draft-04');
}
