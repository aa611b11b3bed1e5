import { type Clock, sleep } from './clock.ts';
import {
  JobCancelledError,
  JobFailedError,
  JobsApiError,
  JobsError,
  JobTimeoutError,
  requireAtLeast,
} from './errors.ts';
import type { Job, JobProgress, RunningJob, SuccessfulJob } from './generated/api.gen.ts';
import { isGeneratedJobId } from './job-id.ts';
import type { ReadJob, RequestOptions } from './jobs.ts';
import { pollPauseMs } from './poll-pause.ts';

/** In a row. Each has already been retried, according to the retry options. */
const maxFailedPolls = 5;

export interface WaitOptions extends RequestOptions {
  /**
   * The maximum time to wait; `Infinity` waits forever.
   * @default 900000 (15 minutes)
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Called with the first status that is read, and then with each change. If it throws, waiting ends with that error.
   */
  readonly onStatus?: ((job: Job) => void) | undefined;
  /** Called with the progress of the job each time a new report is read. If it throws, waiting ends with that error. */
  readonly onProgress?: ((progress: JobProgress, job: RunningJob) => void) | undefined;
}

export interface WaitContext {
  /** The time of the first poll, by the clock. */
  readonly notBefore?: number;
  /** Called with each job read; if it throws, waiting ends with that error. */
  readonly check?: (job: Job) => void;
}

export type WaitForJob = (id: string, options?: WaitOptions, context?: WaitContext) => Promise<SuccessfulJob>;

export function createJobWaiter(read: ReadJob, clock: Clock): WaitForJob {
  return async (id, { timeoutMs = 900_000, signal, onStatus, onProgress } = {}, { notBefore = 0, check } = {}) => {
    requireAtLeast(0, timeoutMs, 'timeoutMs');
    const deadline = clock.now() + timeoutMs;
    let leastPauseMs = Math.max(0, notBefore - clock.now());
    let job: Job | undefined;
    let reportedAt: string | undefined;
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
      // A key in another format returns 404 until its job starts.
      if (reading.missing && (job || isGeneratedJobId(id))) throw reading.missing;
      const before = job;
      job = reading.job;
      if (!job) continue;
      check?.(job);
      if (job.status !== before?.status) onStatus?.(job);
      if (job.status === 'Running' && job.progress && job.progress.updatedAt !== reportedAt) {
        reportedAt = job.progress.updatedAt;
        onProgress?.(job.progress, job);
      }
      if (job.status === 'Success') return job;
      if (job.status === 'Failure') throw new JobFailedError(job);
      if (job.status === 'Cancelled') throw new JobCancelledError(job);
      // The service is newer than this package.
      if ('finishedAt' in job) throw unknownStatus(job);
    }
  };
}

const isPassing = (error: unknown): boolean => error instanceof JobsError && error.retryable;

const unknownStatus = ({ id, status }: Job): JobsApiError =>
  new JobsApiError(
    `Job ${id} has ended with the status ${status}, which this version of the client does not know. Update @jobs/client-sdk.`,
    {
      status: 200,
      code: 'UnknownStatus',
      retryable: false,
      requestId: undefined,
      details: undefined,
    },
  );
