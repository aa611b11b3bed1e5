import type { JobContext } from '../run-job.ts';
import { testJob } from './test-contract.ts';

/** How many parts a long job of the tests has. */
const parts = 4;

/** What a job does in tests, in place of `job.ts`: it sleeps. From three seconds on, it reports progress. */
async function runTestJob({ seconds }: { readonly seconds: number }, context: JobContext) {
  const { timeLimitSeconds, sleep, progress } = context;
  if (seconds > timeLimitSeconds) throw new JobTooLongError(seconds, timeLimitSeconds);
  if (seconds < 3) await sleep(seconds * 1000);
  else {
    for (let part = 0; part < parts; part += 1) {
      progress({ percent: (100 * part) / parts, message: `Part ${part + 1} of ${parts}` });
      await sleep((seconds * 1000) / parts);
    }
  }
  return { message: `I slept for ${seconds} ${seconds === 1 ? 'second' : 'seconds'}` };
}

export const runJob = testJob(runTestJob);

export const jobErrorTypes: readonly string[] = ['JobTooLongError'];

class JobTooLongError extends Error {
  override readonly name = 'JobTooLongError';

  constructor(seconds: number, timeLimitSeconds: number) {
    super(`A job may take at most ${timeLimitSeconds} seconds; this one asked for ${seconds}.`);
  }
}
