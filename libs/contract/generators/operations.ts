import { type Contract, listOperations, type Parameter, requestBodyExample, requestBodySchema } from './contract.ts';

/** The table of operations: how each is called, what it accepts, and which statuses it returns. */
export function operationsTable(contract: Contract): Record<string, object> {
  return Object.fromEntries(
    listOperations(contract).map(({ path, method, operation }) => [
      operation.operationId,
      {
        method,
        path,
        requestModel: modelName(requestBodySchema(operation)),
        headers: parametersIn(operation.parameters, 'header'),
        query: parametersIn(operation.parameters, 'query'),
        pathParameters: parametersIn(operation.parameters, 'path'),
        statuses: Object.keys(operation.responses).map(Number),
      },
    ]),
  );
}

/** @throws Error when the contract has no example of `submitJob` */
export function exampleParameters(contract: Contract): unknown {
  const submit = listOperations(contract).find(({ operation }) => operation.operationId === 'submitJob');
  if (!submit) throw new Error('The contract needs the operation submitJob.');
  return requestBodyExample(contract, submit.operation);
}

/** Name of a parameter -> whether it is required. */
function parametersIn(parameters: readonly Parameter[] | undefined, place: Parameter['in']): Record<string, boolean> {
  return Object.fromEntries(
    (parameters ?? []).filter((p) => p.in === place).map((p) => [p.name, p.required ?? place === 'path']),
  );
}

/** API Gateway only allows letters and digits in model names. */
export function modelName<Name extends string | undefined>(schema: Name): Name {
  return schema?.replace(/[^A-Z0-9]/gi, '') as Name;
}
