// Generated from openapi.yaml by `npx nx run contract:generate`. Do not edit: change openapi.yaml and regenerate.
import type { components } from './types.gen.ts';

/** The parameters and results of each type of jobs. */
export interface JobTypes {
  job: { parameters: components['schemas']['JobParameters']; results: components['schemas']['JobResults'] };
}
export type JobType = keyof JobTypes;
export type ParametersOf<Type extends JobType> = JobTypes[Type]['parameters'];
export type ResultsOf<Type extends JobType> = JobTypes[Type]['results'];

/** The property of the parameters that holds the type of a job; undefined when there is only one type. */
export const jobTypeProperty: string | undefined = undefined;
/** The validators of the results of each type; empty when there is only one type. */
export const resultsSchemas = {};
