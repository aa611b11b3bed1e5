import { type JobType, jobTypeOf } from '@jobs/contract';
import type { RunJob } from './run-job.ts';

/** The exports of a file in `jobs/`. */
export interface JobModule<Type extends JobType> {
  readonly runJob: RunJob<Type>;
  /** The errors of this job that metrics count separately. */
  readonly jobErrorTypes?: readonly string[];
}

/** A job for each type of the contract; if one is missing, the code doesn't compile. */
export type JobModules = { readonly [Type in JobType]: JobModule<Type> };

/** Combines the jobs into one, which runs each job by its type. */
export function byType(modules: JobModules): Required<JobModule<JobType>> {
  const all = modules as unknown as Readonly<Record<string, JobModule<JobType>>>;
  return {
    runJob: async (parameters, context) => {
      const type = jobTypeOf(parameters) ?? '';
      const found = all[type];
      if (!found) throw new Error(`There is no job for the type '${type}'.`);
      return await found.runJob(parameters, context);
    },
    jobErrorTypes: Object.values(all).flatMap(({ jobErrorTypes = [] }) => jobErrorTypes),
  };
}
