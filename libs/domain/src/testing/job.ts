import type { JobContext } from '../run-job.ts';
import { testJob } from './test-contract.ts';

/** What a job does in tests, in place of `job.ts`: it sleeps. From three seconds on, it reports progress. */
async function runTestJob({ seconds }: { readonly seconds: number }, context: JobContext) {
  const { timeLimitSeconds, sleep, progress } = context;
  if (seconds > timeLimitSeconds) throw new JobTooLongError(seconds, timeLimitSeconds);
  if (seconds < 3) await sleep(seconds * 1000);
  else {
    for (let second = 0; second < seconds; second += 1) {
      progress({ percent: (100 * second) / seconds, message: `Second ${second + 1} of ${seconds}` });
      await sleep(1000);
    }
  }
  return { message: `I slept for ${seconds} ${seconds === 1 ? 'second' : 'seconds'}` };
}

export const runJob = testJob(runTestJob);

export const jobErrorTypes: readonly string[] = ['JobTooLongError'];

class JobTooLongError extends Error {
  override readonly name = 'JobTooLongError';

  constructor(seconds: number, timeLimitSeconds: number) {
    super(`A job may take ${timeLimitSeconds} seconds at most, and this one asks for ${seconds}.`);
  }
}
