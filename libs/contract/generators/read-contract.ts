import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Problem, schemaProblems } from './check-schemas.ts';
import { type Contract, listOperations, methods, type Operation, schemasOf } from './contract.ts';
import { jobTypeProblems } from './job-types.ts';
import { normalize } from './normalize.ts';
import { reachableFrom, refName } from './schema.ts';
import { valueProblems } from './value-problems.ts';

/** All problems that prevent generation from a contract. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ at, message }) => `${at}: ${message}`).join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads `openapi.yaml`, checks that code can be generated from all of it, and makes explicit what it only implies.
 * @throws {ContractError} with all problems
 */
export function readContract(file: string): Contract {
  const contract = parse(readFileSync(file, 'utf8')) as (Contract & { openapi?: string }) | null;
  if (!contract?.openapi?.startsWith('3.0.')) {
    const found = contract?.openapi ?? 'no version';
    throw new ContractError([{ at: '#/openapi', message: `must be OpenAPI 3.0.x (found: ${found}).` }]);
  }
  const normalized = { ...contract, components: { ...contract.components, schemas: normalize(schemasOf(contract)) } };
  const schemas = schemasOf(normalized);
  const problems = [
    ...pathProblems(normalized),
    ...schemaProblems(schemas, requestSchemas(normalized)),
    ...jobTypeProblems(schemas),
  ];
  if (problems.length === 0) problems.push(...valueProblems(normalized));
  if (problems.length > 0) throw new ContractError(problems);
  return normalized;
}

/** The names of the schemas that API Gateway checks: those of request bodies and those they refer to. */
export function requestSchemas(contract: Contract): Set<string> {
  const bodies = listOperations(contract).map(
    ({ operation }) => operation.requestBody?.content['application/json']?.schema,
  );
  return reachableFrom(
    schemasOf(contract),
    bodies.flatMap((schema) => refName(schema?.$ref ?? '') ?? []),
  );
}

/** The parts of the paths that would be lost. */
function pathProblems(contract: Contract): Problem[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([key, operation]) => {
      const at = `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${key}`;
      if (!methods.includes(key)) return [{ at, message: `'${key}' is not supported here: add it to each operation.` }];
      return operationProblems(operation).map((message) => ({ at, message }));
    }),
  );
}

function operationProblems(operation: Operation): string[] {
  const codes = Object.keys(operation.responses).filter((code) => !/^[1-5]\d\d$/.test(code));
  const content = operation.requestBody?.content;
  const isNamed = refName(content?.['application/json']?.schema.$ref ?? '') !== undefined;
  return [
    ...codes.map((code) => `'${code}' is not a status code: list each status.`),
    ...(content && (Object.keys(content).length !== 1 || !isNamed)
      ? ['its body must only be application/json, with a $ref to #/components/schemas/… as its schema.']
      : []),
  ];
}
