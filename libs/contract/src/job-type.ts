import { type JobType, jobTypeProperty, resultsSchemas } from '#generated/job-types.gen.ts';
import { JobResultsSchema } from '#generated/schemas.gen.ts';

/**
 * The type of the job with these parameters, which may be any value; undefined if they name no type, or if the contract
 * has only one.
 */
export function jobTypeOf(parameters: unknown): JobType | undefined {
  if (jobTypeProperty === undefined || typeof parameters !== 'object' || parameters === null) return undefined;
  const { [jobTypeProperty]: type } = parameters as Readonly<Record<string, unknown>>;
  return typeof type === 'string' && Object.hasOwn(resultsSchemas, type) ? (type as JobType) : undefined;
}

/** The validator of the results that a job with these parameters may return. */
export function resultsSchemaOf(parameters: unknown): typeof JobResultsSchema {
  const type = jobTypeOf(parameters);
  const schemas: Readonly<Record<string, typeof JobResultsSchema>> = resultsSchemas;
  return (type === undefined ? undefined : schemas[type]) ?? JobResultsSchema;
}
