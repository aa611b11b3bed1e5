import { type Clock, sleep } from './clock.ts';
import { JobFailedError, JobsError, JobTimeoutError } from './errors.ts';
import type { Job, SuccessfulJob } from './generated/api.gen.ts';
import { isGeneratedJobId } from './job-id.ts';
import type { ReadJob, RequestOptions } from './jobs.ts';
import { pollPauseMs } from './poll-pause.ts';

/** In a row. Each has been repeated already, as the retry options say. */
const maxFailedPolls = 5;

export interface WaitOptions extends RequestOptions {
  /**
   * How long to wait at most; `Infinity` waits for ever.
   * @default 900000 (15 minutes)
   */
  readonly timeoutMs?: number | undefined;
  /** Told of the first status that was read, and then of each change. What it throws ends the waiting. */
  readonly onStatus?: ((job: Job) => void) | undefined;
}

/** @param notBefore when to poll first, by the clock */
export type WaitForJob = (id: string, options?: WaitOptions, notBefore?: number) => Promise<SuccessfulJob>;

export function createJobWaiter(read: ReadJob, clock: Clock): WaitForJob {
  return async (id, { timeoutMs = 900_000, signal, onStatus } = {}, notBefore = 0) => {
    const deadline = clock.now() + timeoutMs;
    let leastPauseMs = Math.max(0, notBefore - clock.now());
    let job: Job | undefined;
    let failures: unknown[] = [];
    for (let polls = 0; ; polls++) {
      const remainingMs = Math.max(0, deadline - clock.now());
      const pauseMs = pollPauseMs(polls, leastPauseMs, remainingMs);
      await sleep(clock, pauseMs ?? remainingMs, signal);
      if (pauseMs === undefined) throw new JobTimeoutError({ jobId: id, job, cause: failures.at(-1) });

      const reading = await read(id, { signal, deadline }).catch((error: unknown) => {
        if (!isPassing(error) || failures.push(error) >= maxFailedPolls) throw error;
      });
      if (!reading) continue;
      failures = [];
      leastPauseMs = reading.retryAfterMs;
      // A key of another form answers 404 until its job starts.
      if (reading.missing && (job || isGeneratedJobId(id))) throw reading.missing;
      const before = job?.status;
      job = reading.job;
      if (!job) continue;
      if (job.status !== before) onStatus?.(job);
      if (job.status === 'Success') return job;
      if (job.status === 'Failure') throw new JobFailedError(job);
    }
  };
}

const isPassing = (error: unknown): boolean => error instanceof JobsError && error.retryable;
