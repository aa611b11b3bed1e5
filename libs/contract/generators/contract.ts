import { dereference, refName, type Schema, type Schemas } from './schema.ts';

export interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
}

export interface Content {
  readonly schema: Schema;
  readonly example?: unknown;
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
  /** Requests that the service itself sends. OpenAPI has them since 3.1; in 3.0 they are an extension. */
  readonly 'x-webhooks'?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly responses?: Readonly<Record<string, Response>>;
  };
}

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

export function schemasOf({ components }: Contract): Schemas {
  return components.schemas;
}

/** All operations of the contract, in order, with parameter references resolved. */
export function listOperations(contract: Contract): { path: string; method: string; operation: Operation }[] {
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

/** The response of an operation with a status, with its reference followed. */
export function responseOf(contract: Contract, operation: Operation, status: string): Response {
  const response = operation.responses[status];
  const { $ref } = response ?? {};
  const found =
    $ref === undefined ? response : contract.components.responses?.[$ref.replace('#/components/responses/', '')];
  if (!found) throw new Error(`${operation.operationId}: its response ${status} does not exist.`);
  return found;
}

/** The schema of the JSON body of an operation's response with a status. */
export function responseSchema(contract: Contract, operation: Operation, status: string): Schema {
  const schema = responseOf(contract, operation, status).content?.['application/json']?.schema;
  if (!schema) throw new Error(`${operation.operationId}: its response ${status} has no schema for application/json.`);
  return schema;
}

/** The schema of an operation's JSON body, by name. Bodies are always named, so that models have good names. */
export function requestBodySchema(operation: Operation): string | undefined {
  return refName(operation.requestBody?.content['application/json']?.schema.$ref ?? '');
}

/** An example of an operation's body: a valid request. */
export function requestBodyExample(contract: Contract, operation: Operation): unknown {
  const content = operation.requestBody?.content['application/json'];
  if (!content) return undefined;
  const [first] = Object.values(content.examples ?? {});
  const example = first?.value ?? content.example ?? dereference(schemasOf(contract), content.schema).example;
  if (example === undefined)
    throw new Error(`${operation.operationId}: add an example of its body; \`npm start\` uses it for its first job.`);
  return example;
}
