import type { JobType, ParametersOf, ResultsOf } from '@jobs/contract';
import type { JobId } from './job-id.ts';
import type { JobSettings } from './job-settings.ts';
import type { Log } from './ports.ts';

/** The context of a job's code, in addition to its parameters. */
export interface JobContext {
  readonly jobId: JobId;
  /** The function's log. Each line has the job's id; do not log secrets. */
  readonly log: JobLog;
  /** The settings of jobs from the stage and the stack; see `job-settings.ts`. */
  readonly settings: JobSettings;
  /** The time limit of a job in seconds, which is that of its function. */
  readonly timeLimitSeconds: number;
  /**
   * Aborted when the job is cancelled, and shortly before the function is stopped, so that a job can clean up. A job
   * that stops because of it has been cancelled or has failed.
   */
  readonly signal: AbortSignal;
  /** Waits. Rejects with the signal's reason when the job is cancelled. */
  readonly sleep: (ms: number) => Promise<void>;
  /**
   * Reports progress to callers. Call it as often as you like: the last report is stored at most every two seconds.
   * It never fails and never waits; if a report can't be stored, that is only logged.
   */
  readonly progress: (report: ProgressReport) => void;
}

export interface ProgressReport {
  /** The percentage done, from 0 to 100, with at most two decimals; other numbers are clamped. */
  readonly percent?: number | undefined;
  /** What the job is doing; truncated to 256 characters. */
  readonly message?: string | undefined;
}

export interface JobLog extends Log {
  /** Shown when the function's `LOG_LEVEL` is `DEBUG`. */
  debug(message: string, ...fields: Record<string, unknown>[]): void;
  error(message: string, ...fields: Record<string, unknown>[]): void;
}

/**
 * The work of a job: parameters in, results out, as `openapi.yaml` defines them.
 * An error that it throws becomes the job's `error`: its `name` is the type, its `message` the message.
 */
export type RunJob<Type extends JobType = JobType> = (
  parameters: ParametersOf<Type>,
  context: JobContext,
) => Promise<ResultsOf<Type>>;
