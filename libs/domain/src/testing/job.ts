import { testJob } from './test-contract.ts';

/** What a job does in tests, in the place of `job.ts`: it sleeps. */
export const runJob = testJob(async ({ seconds }, { timeLimitSeconds, sleep }) => {
  if (seconds > timeLimitSeconds) throw new JobTooLongError(seconds, timeLimitSeconds);
  await sleep(seconds * 1000);
  return { message: `I slept for ${seconds} ${seconds === 1 ? 'second' : 'seconds'}` };
});

export const jobErrorTypes: readonly string[] = ['JobTooLongError'];

class JobTooLongError extends Error {
  override readonly name = 'JobTooLongError';

  constructor(seconds: number, timeLimitSeconds: number) {
    super(`A job may take ${timeLimitSeconds} seconds at most, and this one asks for ${seconds}.`);
  }
}
