import { type FailureRecord, reportedError } from './failure-record.ts';
import type { Claim } from './stored-job.ts';

/**
 * Errors of attempts that did not start the job: those of the claim itself, and of loading the function
 * (docs/facts/f.md#f15).
 */
const errorsBeforeJob = new Set([
  'InvalidConfigurationError',
  'JobAbandonedError',
  'JobClaimError',
  'JobStillRunningError',
  'Runtime.CallbackHandlerDeprecated',
  'Runtime.HandlerNotFound',
  'Runtime.ImportModuleError',
  'Runtime.MalformedHandlerName',
  'Runtime.UserCodeSyntaxError',
]);

/** Errors that every attempt of a delivery ends with, before it asks for the claim or instead of getting it. */
const errorsOfSubmission = new Set(['InvalidSubmissionError', 'ParametersTooLargeError']);

/** How far the clock of a function and that of the record can be apart. */
const clockToleranceMs = 5000;

/**
 * Whether a failure can be that of another attempt than the one that holds the claim: a duplicate has the same request
 * id (docs/facts/b.md#b9, #b17), and the attempt that holds the claim may be running well.
 */
export function canBeAnothersFailure(record: FailureRecord, claim: Claim): boolean {
  if (record.responsePayload === undefined) return true;
  const { type } = reportedError(record);
  if (errorsBeforeJob.has(type) || errorsOfSubmission.has(type)) return true;
  if (claim.retried && !isDeath(type)) return true;
  return record.timestamp !== undefined && claim.claimedAt > Date.parse(record.timestamp) + clockToleranceMs;
}

/**
 * Whether the delivery that failed may have asked the store for the claim without hearing the answer. Such a write can
 * still be done, and then nobody else reports the end of the job.
 */
export function mayYetGetTheClaim(record: FailureRecord): boolean {
  if (record.responsePayload === undefined) return false;
  const { type } = reportedError(record);
  return errorsBeforeJob.has(type) || isDeath(type);
}

/** Whether the attempt was ended from outside, and so could not give its claim up (docs/facts/b.md#b26 to #b28). */
function isDeath(type: string): boolean {
  return type.startsWith('Sandbox.') || type.startsWith('Runtime.');
}
