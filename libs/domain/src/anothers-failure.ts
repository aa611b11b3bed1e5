import { reportedError, type FailureRecord } from './failure-record.ts';
import type { Claim } from './stored-job.ts';

/** Errors of attempts that do not hold the claim: those of the claim itself, and of loading the function (F15). */
const errorsWithoutClaim = new Set([
  'InvalidConfigurationError',
  'InvalidSubmissionError',
  'JobAbandonedError',
  'JobClaimError',
  'JobStillRunningError',
  'ParametersTooLargeError',
  'Runtime.CallbackHandlerDeprecated',
  'Runtime.HandlerNotFound',
  'Runtime.ImportModuleError',
  'Runtime.MalformedHandlerName',
  'Runtime.UserCodeSyntaxError',
]);

/** How far the clock of a function and that of the record can be apart. */
const clockToleranceMs = 5000;

/**
 * Whether a failure can be that of another attempt than the one that holds the claim: a duplicate has the same request
 * id (B9, B17), and the attempt that holds the claim may be running well.
 */
export function canBeAnothersFailure(record: FailureRecord, claim: Claim): boolean {
  if (record.responsePayload === undefined) return true;
  const { type } = reportedError(record);
  if (errorsWithoutClaim.has(type)) return true;
  if (claim.retried && !isDeath(type)) return true;
  return record.timestamp !== undefined && claim.claimedAt > Date.parse(record.timestamp) + clockToleranceMs;
}

/** Whether the attempt was ended from outside, and so could not give its claim up (B26-B28). */
function isDeath(type: string): boolean {
  return type.startsWith('Sandbox.') || type.startsWith('Runtime.');
}
