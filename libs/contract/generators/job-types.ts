import type { Problem } from './check-schemas.ts';
import { refName, type Schema, type Schemas } from './schema.ts';
import { identifierOf } from './zod-schemas.ts';

/** The key under which `JobResults` states which results the jobs of each type have. */
export const resultsByType = 'x-results-by-type';

/** A type of jobs: the discriminator value that identifies it, and the names of its schemas. */
interface JobType {
  readonly value: string;
  readonly parameters: string;
  readonly results: string;
}

/** The types that the discriminator of `JobParameters` distinguishes; empty without a discriminator. */
function jobTypesOf(schemas: Schemas): JobType[] {
  const results = resultsOf(schemas.JobResults);
  return Object.entries(schemas.JobParameters?.discriminator?.mapping ?? {}).map(([value, target]) => ({
    value,
    parameters: refName(target) ?? target,
    results: refName(String(results?.[value])) ?? 'JobResults',
  }));
}

function resultsOf(schema: Schema | undefined): Readonly<Record<string, unknown>> | undefined {
  return (schema as Readonly<Record<string, unknown>> | undefined)?.[resultsByType] as
    Readonly<Record<string, unknown>> | undefined;
}

/** The problems of `x-results-by-type`. */
export function jobTypeProblems(schemas: Schemas): Problem[] {
  const given = resultsOf(schemas.JobResults);
  if (given === undefined) return [];
  const at = `#/components/schemas/JobResults/${resultsByType}`;
  const types = Object.keys(schemas.JobParameters?.discriminator?.mapping ?? {});
  if (types.length === 0) {
    return [{ at, message: 'JobParameters has no discriminator, so it has no types. Add one, or remove this key.' }];
  }
  const missing = types.filter((type) => !Object.hasOwn(given, type));
  const branches = schemas.JobResults?.oneOf ?? schemas.JobResults?.anyOf ?? [];
  return [
    ...missing.map((type) => ({ at, message: `no results for the type '${type}' of JobParameters. Add them.` })),
    ...Object.entries(given).flatMap(([type, target]) => {
      if (!types.includes(type)) {
        return [{ at: `${at}/${type}`, message: `JobParameters has no such type; it has: ${types.join(', ')}.` }];
      }
      return branches.some(({ $ref }) => $ref === target)
        ? []
        : [{ at: `${at}/${type}`, message: 'it must be one of the $refs in the oneOf of JobResults.' }];
    }),
  ];
}

/** The types of jobs, for code that runs jobs and code that submits them. Without a discriminator there is one type. */
export function jobTypesDeclarations(schemas: Schemas): string {
  const types = jobTypesOf(schemas);
  const schema = (name: string) => `components['schemas'][${JSON.stringify(name)}]`;
  const entries =
    types.length === 0
      ? [`job: { parameters: ${schema('JobParameters')}; results: ${schema('JobResults')} };`]
      : types.map(
          ({ value, parameters, results }) =>
            `${JSON.stringify(value)}: { parameters: ${schema(parameters)}; results: ${schema(results)} };`,
        );
  const property = propertyOf(schemas);
  const parameters =
    property === undefined
      ? `JobTypes[Type]['parameters']`
      : `{ ${JSON.stringify(property)}: Type } & JobTypes[Type]['parameters']`;
  return [
    '/** The parameters and results of each type of jobs. */',
    `export interface JobTypes { ${entries.join('\n')} }`,
    'export type JobType = keyof JobTypes;',
    `export type ParametersOf<Type extends JobType> = ${parameters};`,
    `export type ResultsOf<Type extends JobType> = JobTypes[Type]['results'];`,
    '',
  ].join('\n');
}

/** Source for the functions to distinguish the types of jobs. */
export function jobTypesSource(schemas: Schemas): string {
  const types = jobTypesOf(schemas);
  const validators = types.map(({ value, results }) => `${JSON.stringify(value)}: ${identifierOf(results)},`);
  const used = [...new Set(types.map(({ results }) => identifierOf(results)))];
  const property = propertyOf(schemas);
  return [
    ...(used.length > 0 ? [`import { ${used.join(', ')} } from './schemas.gen.ts';`] : []),
    `import type { components } from './types.gen.ts';`,
    '',
    jobTypesDeclarations(schemas),
    '/** The property of the parameters that holds the type of a job; undefined when there is only one type. */',
    `export const jobTypeProperty: string | undefined = ${property === undefined ? 'undefined' : JSON.stringify(property)};`,
    '/** The validators of the results of each type; empty when there is only one type. */',
    `export const resultsSchemas = { ${validators.join('\n')} };`,
    '',
  ].join('\n');
}

function propertyOf(schemas: Schemas): string | undefined {
  const { discriminator } = schemas.JobParameters ?? {};
  return Object.keys(discriminator?.mapping ?? {}).length > 0 ? discriminator?.propertyName : undefined;
}
