import { errorNames } from './error-names.ts';
import { JobAbandonedError } from './errors.ts';
import type { FailureFacts, RunningFacts } from './failure-decision.ts';
import { type FailureRecord, reportedError } from './failure-record.ts';
import { leaseIsLive } from './lease.ts';
import { ownerGoneAt } from './lease.ts';
import type { Claim, Completion, StoredJob } from './stored-job.ts';
import { EpochMillisecondsSchema } from './submission.ts';

/**
 * Errors of attempts that did not start the job: those of the claim itself, and of loading the function
 * (docs/facts/f.md#f15).
 */
const errorsBeforeClaim = new Set([
  ...errorNames('load', 'claim'),
  'Runtime.CallbackHandlerDeprecated',
  'Runtime.HandlerNotFound',
  'Runtime.ImportModuleError',
  'Runtime.MalformedHandlerName',
  'Runtime.UserCodeSyntaxError',
]);

/** Errors with which every attempt of a delivery fails, before it requests the claim or instead of getting it. */
const errorsOfSubmission = new Set(errorNames('submission'));

/** The maximum difference between the clocks of a function and of the record. */
const clockToleranceMs = 5000;

/** What {@link decideFailure} needs to know about a failure and the stored job. */
export function factsAbout(
  current: StoredJob | undefined,
  record: FailureRecord,
  { now, retentionSeconds }: Completion,
): FailureFacts {
  if (current === undefined) {
    const keptUntil = acceptedAt(record, now) + (retentionSeconds ?? Infinity) * 1000;
    return { job: 'absent', retention: now + clockToleranceMs < keptUntil ? 'within' : 'over' };
  }
  if (current.status !== 'Running') return { job: 'ended' };
  return {
    job: 'running',
    claim: current.owner === record.requestContext.requestId ? 'own' : 'foreign',
    lease: leaseIsLive(current, now) ? 'live' : 'expired',
    owner: now < ownerGoneAt(current) ? 'may-return' : 'gone',
    attempt: mayBelongToAnotherAttempt(record, current) ? 'maybe-another' : 'claim-holder',
    reach: reachOf(record),
  };
}

/** When the event was accepted; if it does not contain that time, when its failure was recorded. */
export function acceptedAt({ requestPayload, timestamp }: FailureRecord, now: number): number {
  const { acceptedAt: accepted } = (requestPayload ?? {}) as { acceptedAt?: unknown };
  const known = [accepted, Date.parse(timestamp ?? '')].map((each) => EpochMillisecondsSchema.safeParse(each));
  return known.find(({ success }) => success)?.data ?? now;
}

/**
 * Whether a failure may belong to an attempt other than the one that holds the claim: a duplicate has the same request
 * id (docs/facts/b.md#b9, #b17), and the attempt that holds the claim may still be running.
 */
function mayBelongToAnotherAttempt(record: FailureRecord, claim: Claim): boolean {
  if (record.responsePayload === undefined) return true;
  const { type } = reportedError(record);
  if (errorsBeforeClaim.has(type) || errorsOfSubmission.has(type)) return true;
  if (claim.retried && !isForcedStop(type)) return true;
  return record.timestamp !== undefined && claim.claimedAt > Date.parse(record.timestamp) + clockToleranceMs;
}

function reachOf(record: FailureRecord): RunningFacts['reach'] {
  if (reportedError(record).type === JobAbandonedError.name) return 'abandoned';
  return mayStillAcquireClaim(record) ? 'may-claim' : 'over';
}

/**
 * Whether the delivery that failed may have requested the claim without receiving the response. Such a write can still
 * be done, and then nobody else reports the end of the job.
 */
function mayStillAcquireClaim(record: FailureRecord): boolean {
  if (record.responsePayload === undefined) return false;
  const { type } = reportedError(record);
  return errorsBeforeClaim.has(type) || isForcedStop(type);
}

/** Whether the attempt was stopped from outside, and so could not release its claim (docs/facts/b.md#b26 to #b28). */
function isForcedStop(type: string): boolean {
  return type.startsWith('Sandbox.') || type.startsWith('Runtime.');
}
