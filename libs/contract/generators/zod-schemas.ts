import type { Contract } from './read-contract.ts';
import { refName, type Schema } from './schema.ts';

/**
 * TypeScript source of one `zod/mini` schema per named schema, each after those that it refers to.
 * @param checksModule where the source imports `checks.ts` from
 */
export function schemasSource(contract: Contract, checksModule: string): string {
  const source = zodSchemas(contract);
  const checksImport = source.includes('integer()') ? [`import { integer } from '${checksModule}';`] : [];
  return [`import * as z from 'zod/mini';`, ...checksImport, '', source].join('\n');
}

function zodSchemas(contract: Contract): string {
  return inOrder(contract)
    .map((name) => `export const ${name}Schema = ${expression(contract.components.schemas[name] ?? {})};\n`)
    .join('\n');
}

/** The names of all schemas, sorted so that none comes before one that it refers to. */
function inOrder(contract: Contract): string[] {
  const done: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    if (done.includes(name)) return;
    if (path.includes(name)) throw new Error(`schema ${name} contains itself: ${[...path, name].join(' -> ')}.`);
    const schema = contract.components.schemas[name];
    if (!schema) throw new Error(`#/components/schemas/${name} does not exist.`);
    for (const next of references(schema)) visit(next, [...path, name]);
    done.push(name);
  };
  for (const name of Object.keys(contract.components.schemas)) visit(name, []);
  return done;
}

function references(schema: Schema): string[] {
  if (schema.$ref !== undefined) return [refName(schema.$ref)];
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.oneOf ?? []),
  ];
  return inner.flatMap(references);
}

function expression(schema: Schema): string {
  if (schema.$ref !== undefined) return `${refName(schema.$ref)}Schema`;
  if (schema.oneOf) return `z.xor([${schema.oneOf.map(expression).join(', ')}])`;
  if (schema.enum) return `z.literal(${JSON.stringify(schema.enum)})`;
  switch (schema.type) {
    case undefined:
      return 'z.json()';
    case 'boolean':
      return 'z.boolean()';
    case 'array':
      return `z.array(${schema.items ? expression(schema.items) : 'z.json()'})`;
    case 'integer':
      return `z.number()${checks(['integer()', ...range(schema)])}`;
    case 'number':
      return `z.number()${checks(range(schema))}`;
    case 'string':
      return schema.format === 'date-time' ? 'z.iso.datetime()' : `z.string()${checks(length(schema))}`;
    default:
      return objectExpression(schema);
  }
}

function objectExpression(schema: Schema): string {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const value = expression(property);
    return `${JSON.stringify(name)}: ${schema.required?.includes(name) ? value : `z.exactOptional(${value})`}`;
  });
  const body = properties.length ? `{ ${properties.join(', ')} }` : '{}';
  return schema.additionalProperties === false ? `z.strictObject(${body})` : `z.looseObject(${body})`;
}

function range({ minimum, maximum }: Schema): string[] {
  return [
    ...(minimum === undefined ? [] : [`z.gte(${minimum})`]),
    ...(maximum === undefined ? [] : [`z.lte(${maximum})`]),
  ];
}

function length({ pattern, minLength, maxLength }: Schema): string[] {
  return [
    ...(pattern === undefined ? [] : [`z.regex(new RegExp(${JSON.stringify(pattern)}, 'u'))`]),
    ...(minLength === undefined ? [] : [`z.minLength(${minLength})`]),
    ...(maxLength === undefined ? [] : [`z.maxLength(${maxLength})`]),
  ];
}

function checks(all: readonly string[]): string {
  return all.length ? `.check(${all.join(', ')})` : '';
}
