import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { assertSupported, type Schema } from './schema.ts';

export interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
}

export interface Content {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface Response {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, Content>>;
}

export interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, Content>>;
  };
  readonly responses: Readonly<Record<string, Response>>;
}

export interface Server {
  readonly url: string;
  readonly variables?: Readonly<Record<string, { readonly default: string }>>;
}

export interface Contract {
  readonly info?: { readonly title: string; readonly description?: string };
  readonly servers?: readonly Server[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly responses?: Readonly<Record<string, Response>>;
  };
}

/**
 * Reads `openapi.yaml` and checks that all of it can be generated from.
 * @throws Error with a message for a person, when the file is missing, is not YAML or not a supported contract
 */
export function readContract(file: string): Contract {
  const contract = parse(readFileSync(file, 'utf8')) as (Contract & { openapi?: string }) | null;
  if (!contract?.openapi?.startsWith('3.0.')) {
    throw new Error(`it must be OpenAPI 3.0.x (found: ${contract?.openapi ?? 'no version'}).`);
  }
  for (const [path, item] of Object.entries(contract.paths)) assertPathItem(path, item);
  for (const [name, schema] of Object.entries(contract.components.schemas)) {
    assertSupported(schema, `#/components/schemas/${name}`);
  }
  return contract;
}

/** Refuses what would be lost. */
function assertPathItem(path: string, item: Readonly<Record<string, Operation>>): void {
  for (const [key, operation] of Object.entries(item)) {
    if (!methods.includes(key)) throw new Error(`${path}: '${key}' is not supported. Give it with each operation.`);
    const codes = Object.keys(operation.responses).filter((code) => !/^[1-5]\d\d$/.test(code));
    if (codes.length > 0)
      throw new Error(`${operation.operationId}: the response '${codes.join(', ')}' is no status code.`);
  }
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** All operations of the contract, in its order, with references of parameters followed. */
export function operationsOf(contract: Contract): { path: string; method: string; operation: Operation }[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation: {
          ...operation,
          parameters: (operation.parameters ?? []).map((parameter) => resolveParameter(contract, parameter)),
        },
      })),
  );
}

function resolveParameter(contract: Contract, parameter: Parameter): Parameter {
  if (parameter.$ref === undefined) return parameter;
  const found = contract.components.parameters?.[parameter.$ref.replace('#/components/parameters/', '')];
  if (!found) throw new Error(`${parameter.$ref} does not exist.`);
  return found;
}

/** What an operation answers with a status, with its reference followed. */
export function responseOf(contract: Contract, operation: Operation, status: string): Response {
  const response = operation.responses[status];
  const { $ref } = response ?? {};
  const found =
    $ref === undefined ? response : contract.components.responses?.[$ref.replace('#/components/responses/', '')];
  if (!found) throw new Error(`${operation.operationId}: its response ${status} does not exist.`);
  return found;
}

/** The schema of the JSON body that an operation answers with a status. */
export function responseSchema(contract: Contract, operation: Operation, status: string): Schema {
  const schema = responseOf(contract, operation, status).content?.['application/json']?.schema;
  if (!schema) throw new Error(`${operation.operationId}: its response ${status} has no schema for application/json.`);
  return schema;
}

/** The schema of an operation's JSON body, by name. Bodies are always named, so that models have good names. */
export function requestBodySchema(operation: Operation): string | undefined {
  const content = operation.requestBody?.content;
  if (!content) return undefined;
  const ref = content['application/json']?.schema.$ref;
  if (Object.keys(content).length !== 1 || ref === undefined) {
    throw new Error(`${operation.operationId}: its body must be application/json alone, with a $ref as its schema.`);
  }
  return ref.split('/').at(-1);
}

/** The first example of an operation's body: a request that works. */
export function requestBodyExample(operation: Operation): unknown {
  const content = operation.requestBody?.content['application/json'];
  if (!content) return undefined;
  const [example] = Object.values(content.examples ?? {});
  if (!example)
    throw new Error(`${operation.operationId}: its body needs an example, for the self-check of \`npm start\`.`);
  return example.value;
}
