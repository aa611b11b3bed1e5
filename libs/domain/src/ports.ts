import type { JobType } from '@jobs/contract';
import type { JobId } from './job-id.ts';
import type { JobStore } from './job-store.ts';

/** The time, in epoch milliseconds. */
export type Now = () => number;

/** Calls back after some time; the returned function cancels the call. */
export type Schedule = (ms: number, callback: () => void) => () => void;

/** The domain's log. It never contains parameters or results. */
export interface Log {
  info(message: string, ...fields: Record<string, unknown>[]): void;
  warn(message: string, ...fields: Record<string, unknown>[]): void;
}

/**
 * Counts jobs, by type if the contract has several (see `jobTypeOf`): each job at most once, however often it is
 * delivered, retried or replayed. A job is missed if the function dies between a write to the store and the count, or
 * if the store responds to none of the SDK's attempts.
 */
export interface WorkMetrics {
  /** The job was claimed for the first time. */
  started(id: JobId, type: JobType | undefined): void;
  /** @param durationMs from the first claim to the results */
  succeeded(id: JobId, durationMs: number, type: JobType | undefined): void;
  /** The job's id was reused, as an idempotency key, with other parameters. */
  keyReused(id: JobId): void;
}

/** See {@link WorkMetrics}. */
export interface FailureMetrics {
  /** @param errorType one of a limited set of names: see `errorTypeForMetrics` */
  failed(id: JobId, errorType: string, type: JobType | undefined): void;
}

/** The dependencies of both functions. */
export interface JobDependencies {
  readonly store: JobStore;
  readonly now: Now;
  readonly log: Log;
  /**
   * How long a finished job is kept, in seconds.
   * @default forever
   */
  readonly retentionSeconds?: number | undefined;
}
