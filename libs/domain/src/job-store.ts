import type { JobReference } from './job-id.ts';
import type { StoredJob } from './stored-job.ts';

/** The precondition of a write: the job does not exist, or it is running and this attempt holds its claim. */
export type Expected = 'absent' | { readonly attempt: string };

export type PutOutcome =
  | { readonly stored: true }
  /** The precondition failed; `current` is what is stored instead. */
  | { readonly stored: false; readonly current: StoredJob | undefined };

/**
 * The store of jobs. A final status can never be overwritten, because no precondition matches one.
 * Its methods throw `JobStoreUnavailableError` or `JobStoreRejectedError`.
 */
export interface JobStore {
  /**
   * The current state of the job.
   * @param staleness `'may-be-stale'` reads a slightly older state at half the cost
   */
  find(job: JobReference, staleness?: 'may-be-stale'): Promise<StoredJob | undefined>;
  /**
   * Stores a complete job if the precondition holds, in one atomic step.
   * @throws {JobTooLargeToStoreError}
   */
  put(job: StoredJob, expected: Expected): Promise<PutOutcome>;
}
