import {
  JobAbandonedError,
  JobClaimError,
  JobStillRunningError,
  JobTooLargeToStoreError,
  ParametersTooLargeError,
} from './errors.ts';
import type { Expected, PutOutcome } from './job-store.ts';
import { abandonedJobExpiry, leaseEnd, leaseIsLive } from './lease.ts';
import type { JobDependencies } from './ports.ts';
import {
  type ExpiringClaim,
  originOf,
  type StoredJob,
  type StoredRunningJob,
  takenOver,
  timestamp,
} from './stored-job.ts';
import type { JobSubmission } from './submission.ts';

/** One invocation of the processor. */
export interface Delivery {
  /** The same for all attempts of one queue entry, and for its duplicates (docs/facts/b.md#b9, #b17). */
  readonly requestId: string;
  /** How much time this invocation has left. */
  readonly remainingTimeMs: number;
}

export interface ClaimDependencies extends JobDependencies {
  /** Creates an id that is unique to this attempt. */
  readonly newAttemptId: () => string;
  /** How many times Lambda retries a failed attempt: the setting of the function. */
  readonly retryAttempts: number;
}

export type ClaimOutcome =
  | { readonly claimed: StoredRunningJob; /** Whether no attempt had claimed it before. */ readonly isFirst: boolean }
  /** This delivery has nothing to do; `current` is the stored job. */
  | { readonly declined: 'already-finished' | 'already-running'; readonly current: StoredJob };

/** Each race that a claim loses means that another delivery made progress; more in a row than this is an error. */
const maxRaces = 5;

/**
 * Claims the job for this delivery, unless another one has claimed or finished it.
 * @throws {JobStillRunningError} an earlier attempt of this delivery may be running, or may have died without a record
 *   (docs/facts/b.md#b11); the failure record of this one settles that later
 * @throws {JobAbandonedError} the attempt that ran it is dead, and its work must not be repeated
 * @throws {JobClaimError} the store failed
 * @throws {ParametersTooLargeError}
 */
export async function claimJob(
  submission: JobSubmission,
  delivery: Delivery,
  dependencies: ClaimDependencies,
): Promise<ClaimOutcome> {
  const claim = newClaim(delivery, dependencies);
  const fresh = firstClaim(submission, claim);
  let wanted = fresh;
  let expected: Expected = 'absent';
  for (let race = 0; race < maxRaces; race += 1) {
    const outcome: PutOutcome = await putClaim(wanted, expected, dependencies);
    if (outcome.stored || isHeldBy(claim, outcome.current)) return { claimed: wanted, isFirst: wanted === fresh };
    if (outcome.current === undefined) {
      wanted = fresh;
      expected = 'absent';
      continue;
    }
    const seen = whatToTakeOver(outcome.current, delivery, dependencies);
    if ('declined' in seen) return { ...seen, current: outcome.current };
    wanted = takenOver(seen.takeOver, claim);
    expected = { attempt: seen.takeOver.attempt };
  }
  throw new JobClaimError('The job could not be claimed, because its record kept changing.');
}

function newClaim(delivery: Delivery, dependencies: ClaimDependencies): ExpiringClaim {
  const { now, newAttemptId, retryAttempts, retentionSeconds } = dependencies;
  const claimedAt = now();
  return {
    owner: delivery.requestId,
    attempt: newAttemptId(),
    claimedAt,
    retried: retryAttempts > 0,
    leaseExpiresAt: leaseEnd(claimedAt, delivery.remainingTimeMs),
    ...abandonedJobExpiry(claimedAt, retentionSeconds),
  };
}

function firstClaim(submission: JobSubmission, claim: ExpiringClaim): StoredRunningJob {
  const { id, parameters, acceptedAt } = submission;
  const startedAt = timestamp(claim.claimedAt);
  return {
    id,
    ...originOf(submission),
    status: 'Running',
    parameters,
    createdAt: timestamp(acceptedAt),
    startedAt,
    ...claim,
  };
}

/** If a response is lost, the SDK repeats a write that has already been done. */
function isHeldBy(claim: ExpiringClaim, current: StoredJob | undefined): boolean {
  return current?.status === 'Running' && current.attempt === claim.attempt;
}

async function putClaim(job: StoredRunningJob, expected: Expected, { store }: ClaimDependencies): Promise<PutOutcome> {
  try {
    return await store.put(job, expected);
  } catch (cause) {
    if (cause instanceof JobTooLargeToStoreError) {
      throw new ParametersTooLargeError("The job's parameters are too large to be stored.", { cause });
    }
    throw new JobClaimError('The job could not be claimed, because the store failed.', { cause });
  }
}

function whatToTakeOver(
  current: StoredJob,
  { requestId }: Delivery,
  { now, retryAttempts }: ClaimDependencies,
): { takeOver: StoredRunningJob } | { declined: 'already-finished' | 'already-running' } {
  if (current.status !== 'Running') return { declined: 'already-finished' };
  if (leaseIsLive(current, now())) {
    if (current.owner !== requestId) return { declined: 'already-running' };
    throw new JobStillRunningError('An earlier attempt of this job may still be running.');
  }
  if (retryAttempts === 0) throw new JobAbandonedError();
  return { takeOver: current };
}
