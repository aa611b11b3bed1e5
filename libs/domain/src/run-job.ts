import type { JobType, ParametersOf, ResultsOf } from '@jobs/contract';

/** What a job's code may use besides its parameters. */
export interface JobContext {
  /** How long a job may take, in seconds: the function's own time limit. */
  readonly timeLimitSeconds: number;
  /** Aborted shortly before the function is stopped, so that a job can clean up. A job that ends by it has failed. */
  readonly signal: AbortSignal;
  /** Waits. */
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * The work of a job: parameters in, results out, as `openapi.yaml` says.
 * An error that it throws becomes the job's `error`: its `name` is the type, its `message` the message.
 */
export type RunJob<Type extends JobType = JobType> = (
  parameters: ParametersOf<Type>,
  context: JobContext,
) => Promise<ResultsOf<Type>>;
