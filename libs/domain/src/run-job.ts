import type { JobType, ParametersOf, ResultsOf } from '@jobs/contract';

/** What a job's code may use in addition to its parameters. */
export interface JobContext {
  /** The time limit of a job in seconds, which is that of its function. */
  readonly timeLimitSeconds: number;
  /** Aborted shortly before the function is stopped, so that a job can clean up. A job that it stops has failed. */
  readonly signal: AbortSignal;
  /** Waits. */
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * The work of a job: parameters in, results out, as `openapi.yaml` defines them.
 * An error that it throws becomes the job's `error`: its `name` is the type, its `message` the message.
 */
export type RunJob<Type extends JobType = JobType> = (
  parameters: ParametersOf<Type>,
  context: JobContext,
) => Promise<ResultsOf<Type>>;
