import type { JobReference } from './job-id.ts';
import type { StoredJob } from './stored-job.ts';

/** What a write takes for granted: that there is no such job, or that it runs and this attempt holds its claim. */
export type Expected = 'absent' | { readonly attempt: string };

export type PutOutcome =
  | { readonly stored: true }
  /** The expectation was wrong; `current` is what is there instead. */
  | { readonly stored: false; readonly current: StoredJob | undefined };

/**
 * Where jobs are kept. A final status can never be written over, because no expectation matches one.
 * Its methods throw `JobStoreUnavailableError` or `JobStoreRejectedError`.
 */
export interface JobStore {
  /**
   * The current state of the job.
   * @param staleness `'may-be-stale'` reads a slightly older state at half the cost
   */
  find(job: JobReference, staleness?: 'may-be-stale'): Promise<StoredJob | undefined>;
  /**
   * Stores a job, all of it, if what is stored is as expected: in one step.
   * @throws {JobTooLargeToStoreError}
   */
  put(job: StoredJob, expected: Expected): Promise<PutOutcome>;
}
