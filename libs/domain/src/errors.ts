/**
 * Where in the life of a job an error belongs:
 *
 * - `load`: the function failed before its first event;
 * - `submission`: the event itself is invalid, so each of its deliveries fails like this;
 * - `claim`: the delivery did not get the claim, so its attempt did not start the job;
 * - `work`: the attempt had the claim;
 * - `store`: thrown by the store to the domain, which decides what it means for the job;
 * - `recording`: the failure could not be recorded.
 */
export type Phase = 'load' | 'submission' | 'claim' | 'work' | 'store' | 'recording';

/**
 * An error of the domain. Lambda reports its `name` as the error type (docs/facts/f.md#f14), so each class sets one
 * that survives minification.
 */
export abstract class DomainError extends Error {
  declare static readonly phase: Phase;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** An environment variable of the function is missing or invalid. */
export class InvalidConfigurationError extends DomainError {
  static override readonly name = 'InvalidConfigurationError';
  static override readonly phase = 'load';
}

/** The event is not a job submission. */
export class InvalidSubmissionError extends DomainError {
  static override readonly name = 'InvalidSubmissionError';
  static override readonly phase = 'submission';
}

/** The job's parameters are too large for the store, so it was not started. */
export class ParametersTooLargeError extends DomainError {
  static override readonly name = 'ParametersTooLargeError';
  static override readonly phase = 'submission';
}

/** The attempt that held the job's claim is dead, left no result, and may not be repeated. */
export class JobAbandonedError extends DomainError {
  static override readonly name = 'JobAbandonedError';
  static override readonly phase = 'claim';

  constructor() {
    super('The attempt that ran this job ended without a result.');
  }
}

/** The store failed while the job was being claimed: this attempt did not start the job's code. */
export class JobClaimError extends DomainError {
  static override readonly name = 'JobClaimError';
  static override readonly phase = 'claim';
}

/** An earlier attempt of the same delivery may still be running. */
export class JobStillRunningError extends DomainError {
  static override readonly name = 'JobStillRunningError';
  static override readonly phase = 'claim';
}

/** The job's code returned something that the contract does not allow. */
export class InvalidResultsError extends DomainError {
  static override readonly name = 'InvalidResultsError';
  static override readonly phase = 'work';
}

/** The job is done, but its results are too large for the store. */
export class ResultsTooLargeError extends DomainError {
  static override readonly name = 'ResultsTooLargeError';
  static override readonly phase = 'work';
}

/** The store cannot be reached, or is currently out of capacity. */
export class JobStoreUnavailableError extends DomainError {
  static override readonly name = 'JobStoreUnavailableError';
  static override readonly phase = 'store';
}

/** The store rejects the request, or contains something that is not a job. */
export class JobStoreRejectedError extends DomainError {
  static override readonly name = 'JobStoreRejectedError';
  static override readonly phase = 'store';
}

/** The job as a whole exceeds the store's size limit (docs/facts/d.md#d9). */
export class JobTooLargeToStoreError extends DomainError {
  static override readonly name = 'JobTooLargeToStoreError';
  static override readonly phase = 'store';
}

/** The event is not a Lambda failure record, or it names no job. */
export class InvalidFailureRecordError extends DomainError {
  static override readonly name = 'InvalidFailureRecordError';
  static override readonly phase = 'recording';
}

/**
 * While the job may be running, its failure cannot be distinguished from that of a duplicate; a replay settles it
 * later.
 */
export class FailureNotSettledError extends DomainError {
  static override readonly name = 'FailureNotSettledError';
  static override readonly phase = 'recording';
}
