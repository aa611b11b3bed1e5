import type { FailedJob, Job } from './generated/api.gen.ts';

/** What all errors of this package have in common. */
export abstract class JobsError extends Error {
  /** Stable, for programs. */
  abstract readonly code: string;
  /** Whether the same call can succeed later without a change. */
  abstract readonly retryable: boolean;
}

/** The client was made or called with something that can never work. */
export class JobsConfigurationError extends JobsError {
  override readonly name = 'JobsConfigurationError';
  readonly code = 'InvalidConfiguration';
  readonly retryable = false;
}

/** No credentials could be had; `cause` is what the provider threw, if it threw. */
export class JobsCredentialsError extends JobsError {
  override readonly name = 'JobsCredentialsError';
  readonly code = 'NoCredentials';
  readonly retryable = false;
}

/** No answer came: connection refused or reset, a name that doesn't resolve, or no full answer in time. `cause` is what `fetch` threw. */
export class JobsConnectionError extends JobsError {
  override readonly name = 'JobsConnectionError';
  readonly code: 'ConnectionFailed' | 'RequestTimeout';
  readonly retryable = true;

  constructor(message: string, options: ErrorOptions & { readonly code: JobsConnectionError['code'] }) {
    super(message, options);
    this.code = options.code;
  }
}

export interface JobsApiErrorInit {
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;
  readonly requestId?: string | undefined;
  readonly details?: string | undefined;
}

/** The service, or something in front of it, answered with anything but what was asked for. */
export class JobsApiError extends JobsError {
  override readonly name = 'JobsApiError';
  /** The HTTP status; 0 for a redirect in a browser, which hides it. */
  readonly status: number;
  /** From `x-amzn-ErrorType`, such as `AccessDeniedException`; `Http502` when there is none. */
  readonly code: string;
  readonly retryable: boolean;
  /** Names the request in the logs of the service. */
  readonly requestId: string | undefined;
  /** What exactly is wrong with a refused body. */
  readonly details: string | undefined;

  constructor(message: string, init: JobsApiErrorInit) {
    super(message);
    this.status = init.status;
    this.code = init.code;
    this.retryable = init.retryable;
    this.requestId = init.requestId;
    this.details = init.details;
  }
}

/** The job ended with `Failure`. */
export class JobFailedError extends JobsError {
  override readonly name = 'JobFailedError';
  readonly code = 'JobFailed';
  readonly retryable = false;
  /** The job, with its `error` and, as far as they were received, its `parameters`. */
  readonly job: FailedJob;

  constructor(job: FailedJob) {
    super(`Job ${job.id} failed: ${job.error.type}: ${job.error.message}`);
    this.job = job;
  }
}

/** The time to wait is over and the job has not ended. It goes on: wait again for the same id. */
export class JobTimeoutError extends JobsError {
  override readonly name = 'JobTimeoutError';
  readonly code = 'JobTimeout';
  readonly retryable = true;
  readonly jobId: string;
  /** The job when it was last read; undefined when it had not started, or could not be read. */
  readonly job: Job | undefined;

  constructor(jobId: string, timeoutMs: number, job: Job | undefined, options?: ErrorOptions) {
    super(
      `Job ${jobId} is ${job?.status ?? 'not started'} after ${timeoutMs} ms. It goes on; wait again for its id.`,
      options,
    );
    this.jobId = jobId;
    this.job = job;
  }
}

/** There is no such job, and none with this id can start any more. */
export class JobNotFoundError extends JobsError {
  override readonly name = 'JobNotFoundError';
  readonly code = 'JobNotFound';
  readonly retryable = false;
  readonly jobId: string;

  constructor(jobId: string) {
    super(`There is no job ${jobId}: it was never accepted, or its record has expired.`);
    this.jobId = jobId;
  }
}
