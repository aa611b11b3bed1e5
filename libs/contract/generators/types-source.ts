import openapiTS, { astToString } from 'openapi-typescript';
import type { Contract } from './contract.ts';
import { mapSchemas, type Schema } from './schema.ts';

/** TypeScript source for the types of a normalized contract. */
export async function typesOf(contract: Contract, options: { defaultNonNullable: boolean }): Promise<string> {
  const schemas = Object.fromEntries(
    Object.entries(contract.components.schemas).map(([name, schema]) => [name, withPlainEnums(schema)]),
  );
  const described = { ...contract, components: { ...contract.components, schemas } };
  const nodes = await openapiTS(structuredClone(described) as never, {
    ...options,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  });
  return astToString(nodes);
}

/**
 * Drops other keywords next to an enum of objects, for which openapi-typescript would write `unknown`: the listed
 * values are the type.
 */
function withPlainEnums(schema: Schema): Schema {
  const inner = mapSchemas(schema, '', withPlainEnums);
  if (inner.type !== 'object' || inner.enum === undefined) return inner;
  const kept = ['enum', 'nullable', 'description', 'default', 'example', 'deprecated'];
  return Object.fromEntries(Object.entries(inner).filter(([name]) => kept.includes(name)));
}
