import type {
  CancelledJob,
  FailedJob,
  JobError,
  JobProgress,
  JobResults,
  RunningJob,
  SuccessfulJob,
} from '@jobs/contract';
import type { JobId } from './job-id.ts';
import type { JobOwnership } from './job-key.ts';

/** Who works on a job. */
export interface Claim {
  /**
   * The Lambda request id of the delivery that holds the claim; its retries and duplicates have the same one
   * (docs/facts/b.md#b9, #b17).
   */
  readonly owner: string;
  /** Identifies one attempt among all attempts of the job. */
  readonly attempt: string;
  /** When the attempt took the job, in epoch milliseconds. */
  readonly claimedAt: number;
  /** Whether Lambda retries a failed attempt. Such an attempt releases its claim when it fails. */
  readonly retried: boolean;
  /** When the attempt is certainly dead, in epoch seconds; 0 once it has released the claim. */
  readonly leaseExpiresAt: number;
}

/** Who submitted a job, and therefore owns it. Events of older versions do not contain it. */
export interface Origin extends JobOwnership {
  /** The unique id of the user or role that submitted it, without its session name. */
  readonly submitter?: string | undefined;
  /** The ARN of the caller that submitted it. */
  readonly submittedBy?: string | undefined;
}

/** Parameters are kept as received: they may be the reason for a failure. */
interface CommonFields extends Origin {
  readonly id: JobId;
  readonly parameters?: unknown;
  /** When the store may delete the job, in epoch seconds. */
  readonly expiresAt?: number;
}

export type StoredProgress = JobProgress;
export type StoredRunningJob = Omit<RunningJob, keyof CommonFields> &
  CommonFields &
  Claim & {
    /** The message of the error with which the attempt failed, if it may not be logged. */
    readonly withheldMessage?: string;
  };
/** A claim, and when the store may delete the job if it never reaches a final status. */
export type ExpiringClaim = Claim & Pick<CommonFields, 'expiresAt'>;
/** A final job still names the attempt that did the work. */
type ClaimHolder = Pick<Claim, 'owner' | 'attempt'>;
export type StoredSuccessfulJob = Omit<SuccessfulJob, keyof CommonFields> & CommonFields & ClaimHolder;
export type StoredFailedJob = Omit<FailedJob, keyof CommonFields> &
  CommonFields &
  Partial<ClaimHolder> & {
    /** Identifies the invocation that stored the failure. */
    readonly recordedBy?: string;
  };

/** Written only by the gateway. */
export type StoredCancelledJob = Omit<CancelledJob, keyof CommonFields> &
  CommonFields &
  Partial<ClaimHolder> & {
    /** The ARN of the caller that cancelled it. */
    readonly cancelledBy?: string;
  };

export type StoredFinalJob = StoredSuccessfulJob | StoredFailedJob | StoredCancelledJob;
export type StoredJob = StoredRunningJob | StoredFinalJob;

/** When a job ended, and how long the store keeps it after that. */
export interface Completion {
  /** Epoch milliseconds. */
  readonly now: number;
  /** @default forever */
  readonly retentionSeconds?: number | undefined;
}

/** A running job that another attempt takes over. The progress of the previous attempt is discarded. */
export function takenOver(job: StoredRunningJob, claim: ExpiringClaim): StoredRunningJob {
  return { ...withoutClaim(job), status: 'Running', ...claim };
}

/** A running job that has succeeded. */
export function succeeded(job: StoredRunningJob, results: JobResults, completion: Completion): StoredSuccessfulJob {
  return { ...withoutClaim(job), status: 'Success', results, ...ended(completion) };
}

/** A running job that has failed. */
export function failed(job: StoredRunningJob, error: JobError, completion: Completion): StoredFailedJob {
  return { ...withoutClaim(job), status: 'Failure', error, ...ended(completion) };
}

/** A job that failed before it ever ran. */
export function failedBeforeStart(
  submission: Origin & { readonly id: JobId; readonly parameters?: unknown; readonly acceptedAt: number },
  error: JobError,
  completion: Completion,
): StoredFailedJob {
  const { id, parameters, acceptedAt } = submission;
  return {
    id,
    ...originOf(submission),
    parameters,
    status: 'Failure',
    error,
    createdAt: timestamp(acceptedAt),
    ...ended(completion),
  };
}

/** RFC 3339 in UTC, with milliseconds. */
export function timestamp(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** Omits unknown values. */
export function originOf({ keyPrefix, submitter, submittedBy }: Origin): Origin {
  return {
    ...(keyPrefix && { keyPrefix }),
    ...(submitter !== undefined && { submitter }),
    ...(submittedBy !== undefined && { submittedBy }),
  };
}

function withoutClaim(job: StoredRunningJob) {
  const { id, parameters, createdAt, startedAt, owner, attempt } = job;
  return { id, ...originOf(job), parameters, createdAt, startedAt, owner, attempt };
}

function ended({ now, retentionSeconds }: Completion): { finishedAt: string; expiresAt?: number } {
  const finishedAt = timestamp(now);
  if (retentionSeconds === undefined) return { finishedAt };
  return { finishedAt, expiresAt: Math.ceil(now / 1000) + retentionSeconds };
}
