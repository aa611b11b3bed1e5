/**
 * An error of the domain. Lambda reports its `name` as the error type (docs/facts/f.md#f14), so each class sets one
 * that survives minifying.
 */
export abstract class DomainError extends Error {
  abstract override readonly name: string;
  /** Stable, for programs and alarms. */
  abstract readonly code: string;
}

/** The same call can succeed later. */
export abstract class RetryableError extends DomainError {}

/** The same call fails again, however often it is made. */
export abstract class PermanentError extends DomainError {}

/** The event is not a job submission. */
export class InvalidSubmissionError extends PermanentError {
  override readonly name = 'InvalidSubmissionError';
  readonly code = 'INVALID_SUBMISSION';
}

/** The event is not a failure record of Lambda's, or it names no job. */
export class InvalidFailureRecordError extends PermanentError {
  override readonly name = 'InvalidFailureRecordError';
  readonly code = 'INVALID_FAILURE_RECORD';
}

/** An environment variable of the function is missing or wrong. */
export class InvalidConfigurationError extends PermanentError {
  override readonly name = 'InvalidConfigurationError';
  readonly code = 'INVALID_CONFIGURATION';
}

/** The job's code answered with something that the contract doesn't allow. */
export class InvalidResultsError extends PermanentError {
  override readonly name = 'InvalidResultsError';
  readonly code = 'INVALID_RESULTS';
}

/** The job is done, but its results don't fit into the store. */
export class ResultsTooLargeError extends PermanentError {
  override readonly name = 'ResultsTooLargeError';
  readonly code = 'RESULTS_TOO_LARGE';
}

/** The job's parameters don't fit into the store, so it was not started. */
export class ParametersTooLargeError extends PermanentError {
  override readonly name = 'ParametersTooLargeError';
  readonly code = 'PARAMETERS_TOO_LARGE';
}

/** The attempt that held the job's claim is dead, left no result, and may not be repeated. */
export class JobAbandonedError extends PermanentError {
  override readonly name = 'JobAbandonedError';
  readonly code = 'JOB_ABANDONED';

  constructor() {
    super('The attempt that ran this job ended without a result.');
  }
}

/** An earlier attempt of the same delivery may still be running. */
export class JobStillRunningError extends RetryableError {
  override readonly name = 'JobStillRunningError';
  readonly code = 'JOB_STILL_RUNNING';
}

/** The store failed while the job was being claimed: this attempt did not start the job's code. */
export class JobClaimError extends RetryableError {
  override readonly name = 'JobClaimError';
  readonly code = 'JOB_CLAIM_FAILED';
}

/** A failure can't be told from that of a duplicate while the job may be running; a replay settles it later. */
export class FailureNotSettledError extends RetryableError {
  override readonly name = 'FailureNotSettledError';
  readonly code = 'FAILURE_NOT_SETTLED';
}

/** The store can't be reached, or has no capacity at the moment. */
export class JobStoreUnavailableError extends RetryableError {
  override readonly name = 'JobStoreUnavailableError';
  readonly code = 'JOB_STORE_UNAVAILABLE';
}

/** The store refuses the request, or holds something that is not a job. */
export class JobStoreRejectedError extends PermanentError {
  override readonly name = 'JobStoreRejectedError';
  readonly code = 'JOB_STORE_REJECTED';
}

/** The job as a whole is larger than the store takes (docs/facts/d.md#d9). */
export class JobTooLargeToStoreError extends PermanentError {
  override readonly name = 'JobTooLargeToStoreError';
  readonly code = 'JOB_TOO_LARGE_TO_STORE';
}
