import type { JobParameters, JobResults } from '@jobs/contract';
import { PermanentError } from './errors.ts';

/** What a job's code may use besides its parameters. */
export interface JobContext {
  /** How long a job may take, in seconds: the function's own time limit. */
  readonly timeLimitSeconds: number;
  /** Aborted shortly before the function is stopped, so that a job can clean up. A job that ends by it has failed. */
  readonly signal: AbortSignal;
  /** Waits. */
  readonly sleep: (ms: number) => Promise<void>;
}

export type RunJob = (parameters: JobParameters, context: JobContext) => Promise<JobResults>;

/**
 * What a job does: this file is the one to replace. `openapi.yaml` says which parameters come in and which results go out.
 * An error that it throws becomes the job's `error`: its `name` is the type, its `message` the message.
 * @throws {JobTooLongError} when the job asks for more time than it may take
 */
export const runJob: RunJob = async ({ seconds }, { timeLimitSeconds, sleep }) => {
  if (seconds > timeLimitSeconds) throw new JobTooLongError(seconds, timeLimitSeconds);
  await sleep(seconds * 1000);
  return { message: `I slept for ${seconds} seconds` };
};

export class JobTooLongError extends PermanentError {
  override readonly name = 'JobTooLongError';
  readonly code = 'JOB_TOO_LONG';

  constructor(seconds: number, timeLimitSeconds: number) {
    super(`A job may take ${timeLimitSeconds} seconds at most, and this one asks for ${seconds}.`);
  }
}
