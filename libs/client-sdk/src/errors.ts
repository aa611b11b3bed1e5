import type { CancelledJob, FailedJob, Job } from './generated/api.gen.ts';

/** The base class of all errors of this package. */
export abstract class JobsError<Fields extends object = object> extends Error {
  /** Stable, for programs. */
  abstract readonly code: string;
  /** Whether the same call can succeed later without a change. */
  readonly retryable: boolean = false;
  /**
   * For an error of `submit`: the key that the job was submitted with. Resubmit the job with this key: if it was
   * accepted after all, it is the same job.
   */
  declare readonly idempotencyKey?: string | undefined;

  /** @param fields become properties of the error, `cause` its cause */
  constructor(message: string, fields?: Fields) {
    super(message, fields);
    Object.assign(this, fields);
  }
}

/** The client was created or called with invalid options or arguments. */
export class JobsConfigurationError extends JobsError {
  override readonly name = 'JobsConfigurationError';
  readonly code = 'InvalidConfiguration';
}

/** @throws JobsConfigurationError for a smaller number, or anything that is not a number */
export function requireAtLeast(least: number, value: number, name: string): void {
  if (typeof value !== 'number' || !(value >= least))
    throw new JobsConfigurationError(`${name} must be at least ${least}, not ${value}.`);
}

/** No usable credentials; `cause` is what the provider threw, if it threw. */
export class JobsCredentialsError extends JobsError {
  override readonly name = 'JobsCredentialsError';
  readonly code = 'NoCredentials';
}

/**
 * No complete response: the connection was refused or reset, the host name did not resolve, or the time was up.
 * `cause` is what `fetch` threw.
 */
export class JobsConnectionError extends JobsError {
  override readonly name = 'JobsConnectionError';
  readonly code = 'ConnectionFailed';
  override readonly retryable = true;
}

/**
 * The signal of a submission was aborted: `cause` is its reason, and `name` the reason's, such as `AbortError`. The
 * job may still have been accepted.
 */
export class JobSubmissionAbortedError extends JobsError<{ readonly cause: unknown }> {
  override readonly name: string;
  readonly code = 'SubmissionAborted';
  override readonly retryable = true;

  constructor(cause: unknown) {
    super('The submission was aborted. The job may still have been accepted.', { cause });
    this.name = cause instanceof Error ? cause.name : 'AbortError';
  }
}

interface ApiErrorFields {
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;
  readonly requestId: string | undefined;
  readonly details: string | undefined;
}

/** The service, or something in front of it, rejected the request or returned something unexpected. */
export class JobsApiError extends JobsError<ApiErrorFields> implements ApiErrorFields {
  override readonly name = 'JobsApiError';
  /** The HTTP status; 0 for a redirect in a browser, which hides it. */
  declare readonly status: number;
  /** From `x-amzn-ErrorType`, such as `AccessDeniedException`; `Http502` when there is none. */
  declare readonly code: string;
  declare readonly retryable: boolean;
  /** Identifies the request in the service's logs. */
  declare readonly requestId: string | undefined;
  /** The validation errors of a rejected body. */
  declare readonly details: string | undefined;
}

/** The job ended with `Failure`. */
export class JobFailedError extends JobsError<{ readonly job: FailedJob }> {
  override readonly name = 'JobFailedError';
  readonly code = 'JobFailed';
  /** The job, with its `error` and, if they were received, its `parameters`. */
  declare readonly job: FailedJob;

  constructor(job: FailedJob) {
    super(`Job ${job.id} failed: ${job.error.type}: ${job.error.message}`, { job });
  }
}

/** The job was cancelled. */
export class JobCancelledError extends JobsError<{ readonly job: CancelledJob }> {
  override readonly name = 'JobCancelledError';
  readonly code = 'JobCancelled';
  declare readonly job: CancelledJob;

  constructor(job: CancelledJob) {
    super(`Job ${job.id} was cancelled.`, { job });
  }
}

/**
 * A job was submitted with the idempotency key of another job, which has other parameters. The submitted job does not
 * run; submit it with its own key.
 */
export class JobKeyReusedError extends JobsError<{ readonly job: Job; readonly idempotencyKey: string }> {
  override readonly name = 'JobKeyReusedError';
  readonly code = 'JobKeyReused';
  /** The job that has the key. */
  declare readonly job: Job;

  constructor(job: Job) {
    super(`The idempotency key ${job.id} belongs to a job with other parameters.`, { job, idempotencyKey: job.id });
  }
}

/** The argument of `parseJobEvent` is not the event of a job that has ended. */
export class JobEventError extends JobsError {
  override readonly name = 'JobEventError';
  readonly code = 'InvalidJobEvent';

  /** @param problem such as `data.status is "Running"` */
  constructor(problem: string) {
    super(`Cannot read the event of a job: ${problem}.`);
  }
}

interface TimeoutErrorFields {
  readonly jobId: string;
  readonly job: Job | undefined;
  readonly cause?: unknown;
}

/** The timeout elapsed before the job ended. It continues: wait again for the same id. */
export class JobTimeoutError extends JobsError<TimeoutErrorFields> implements TimeoutErrorFields {
  override readonly name = 'JobTimeoutError';
  readonly code = 'JobTimeout';
  override readonly retryable = true;
  declare readonly jobId: string;
  /** The job as last read; undefined if it had not started, or could not be read. */
  declare readonly job: Job | undefined;

  constructor(fields: TimeoutErrorFields) {
    super(`Job ${fields.jobId} did not end in time. It continues.`, fields);
  }
}
