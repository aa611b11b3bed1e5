import ajvDraft04 from 'ajv-draft-04';
import { isMultipleOf } from '../src/checks.ts';
import type { Problem } from './check-schemas.ts';
import { type Content, type Contract, type Operation, responseOf } from './contract.ts';
import { escapePointer, refPrefix, type Schema, type Schemas, visitSchemas } from './schema.ts';
import { toJsonSchema } from './to-json-schema.ts';

type Accepts = (schema: Schema, value: unknown) => boolean;

/** Defaults, listed values and examples that their schema rejects. The schemas must have no other problems. */
export function valueProblems(contract: Contract): Problem[] {
  const { schemas } = contract.components;
  const accepts = validatorOf(schemas);
  return [...schemaValueProblems(schemas, accepts), ...exampleProblems(contract, accepts)];
}

function validatorOf(schemas: Schemas): Accepts {
  const ajv = new ajvDraft04.default({ strict: false, unicodeRegExp: false, ownProperties: true });
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    validate: (step: number, value: number) => isMultipleOf(value, step),
  });
  return (schema, value) => ajv.validate(toJsonSchema(schemas, schema, 'draft-04'), value);
}

/** The problems of values in the schemas themselves. */
export function schemaValueProblems(schemas: Schemas, accepts = validatorOf(schemas)): Problem[] {
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const problems: Problem[] = [];
    visitSchemas(schema, `${refPrefix}${escapePointer(name)}`, (inner, at) => {
      problems.push(...ownValues(inner, accepts).map((message) => ({ at, message })));
    });
    return problems;
  });
}

function ownValues(schema: Schema, accepts: Accepts): string[] {
  const { enum: values = [], ...rest } = schema;
  const problemOf = (word: string, value: unknown) =>
    value === undefined || accepts(schema, value)
      ? []
      : [`the ${word} ${JSON.stringify(value)} does not match its own schema: change one of them.`];
  return [
    ...values
      .filter((value) => !accepts(rest, value))
      .map(
        (value) => `'enum' lists ${JSON.stringify(value)}, but the rest of the schema rejects it: change one of them.`,
      ),
    ...problemOf('default', schema.default),
    ...problemOf('example', schema.example),
  ];
}

/** The problems of examples in requests and responses. */
function exampleProblems(contract: Contract, accepts: Accepts): Problem[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => {
      const at = `#/paths/${escapePointer(path)}/${method}`;
      return contentsOf(contract, operation).flatMap(([place, content]) =>
        examplesOf(content)
          .filter(([, value]) => !accepts(content.schema, value))
          .map(([name]) => ({
            at: `${at}/${place}`,
            message: `its example${name} does not match its schema: change one of them.`,
          })),
      );
    }),
  );
}

function contentsOf(contract: Contract, operation: Operation): [place: string, content: Content][] {
  const contents = (place: string, content: Readonly<Record<string, Content>> = {}) =>
    Object.values(content).map((one): [string, Content] => [place, one]);
  return [
    ...contents('requestBody', operation.requestBody?.content),
    ...Object.keys(operation.responses).flatMap((status) =>
      contents(`responses/${status}`, responseOf(contract, operation, status).content),
    ),
  ];
}

function examplesOf({ example, examples = {} }: Content): [name: string, value: unknown][] {
  return [
    ...(example === undefined ? [] : [['', example] as [string, unknown]]),
    ...Object.entries(examples).map(([name, { value }]): [string, unknown] => [` '${name}'`, value]),
  ];
}
