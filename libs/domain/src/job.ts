import type { RunJob } from './run-job.ts';

/**
 * What a job does: this file, with its test, is the one to replace. This job sleeps.
 * @throws {JobTooLongError} when the job asks for more than its time limit
 */
export const runJob: RunJob = async ({ seconds }, { timeLimitSeconds, sleep }) => {
  if (seconds > timeLimitSeconds) throw new JobTooLongError(seconds, timeLimitSeconds);
  await sleep(seconds * 1000);
  return { message: `I slept for ${seconds} ${seconds === 1 ? 'second' : 'seconds'}` };
};

/** The errors of this job that metrics count separately; they count any other error as `Other`. */
export const jobErrorTypes: readonly string[] = ['JobTooLongError'];

export class JobTooLongError extends Error {
  override readonly name = 'JobTooLongError';

  constructor(seconds: number, timeLimitSeconds: number) {
    super(`A job may take at most ${timeLimitSeconds} seconds; this one asked for ${seconds}.`);
  }
}
