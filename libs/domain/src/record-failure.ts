import type { JobError } from '@jobs/contract';
import { canBeAnothersFailure, mayYetGetTheClaim } from './anothers-failure.ts';
import { errorTypeForMetrics } from './error-type-for-metrics.ts';
import {
  FailureNotSettledError,
  InvalidFailureRecordError,
  JobAbandonedError,
  JobTooLargeToStoreError,
} from './errors.ts';
import { type FailureRecord, jobErrorOf, parseFailureRecord, reportedError } from './failure-record.ts';
import { type JobId, recordableJobId } from './job-id.ts';
import type { Expected, PutOutcome } from './job-store.ts';
import { leaseIsLive } from './lease.ts';
import type { FailureMetrics, JobDependencies } from './ports.ts';
import { failed, failedBeforeStart, type StoredFailedJob, type StoredJob, timestamp } from './stored-job.ts';
import { EpochMillisecondsSchema } from './submission.ts';

export interface RecordDependencies extends JobDependencies {
  readonly metrics: FailureMetrics;
  /** Makes a name that no other invocation has. */
  readonly newRecordingId: () => string;
}

export interface RecordOutcome {
  readonly id: JobId;
  /** `left-to-owner`: another delivery runs the job, and reports its end by itself. */
  readonly outcome: 'recorded' | 'already-finished' | 'left-to-owner';
}

type Plan =
  | { readonly job: StoredFailedJob; readonly expected: Expected }
  | { readonly outcome: 'already-finished' | 'left-to-owner' };

/** Each race that is lost means that the job got on; more in a row than this is a fault. */
const maxRaces = 5;

/**
 * Stores the failure that a failure record of Lambda's tells of. The same record can come any number of times.
 * What it throws puts the record into the archive, from where it can be replayed.
 * @throws {InvalidFailureRecordError} the record names no job
 * @throws {FailureNotSettledError} the job may be running
 */
export async function recordFailure(event: unknown, dependencies: RecordDependencies): Promise<RecordOutcome> {
  const { store, log, metrics } = dependencies;
  const recordedBy = dependencies.newRecordingId();
  const record = parseFailureRecord(event);
  const id = recordableJobId(record.requestPayload);
  if (id === undefined) throw new InvalidFailureRecordError('The failure record names no job.');
  const error = jobErrorOf(record, id);

  let current = await store.find(id);
  for (let race = 0; race < maxRaces; race += 1) {
    const plan = planFor(current, { id, record, error }, dependencies);
    if ('outcome' in plan) {
      if (plan.outcome === 'left-to-owner') log.warn('The failure is that of a duplicate', { errorType: error.type });
      else log.info('The job has ended before');
      return { id, outcome: plan.outcome };
    }
    const job = { ...plan.job, recordedBy };
    const put = await putFailure(job, plan.expected, dependencies);
    if (put.stored || isRecorded(job, put.current)) {
      log.info('The failure is recorded', { errorType: job.error.type });
      metrics.failed(id, errorTypeForMetrics(job.error.type));
      return { id, outcome: 'recorded' };
    }
    current = put.current;
  }
  throw new FailureNotSettledError("The failure could not be recorded, because the job's record kept changing.");
}

/** An answer can be lost on its way, and the SDK then repeats a write that was already done. */
function isRecorded({ recordedBy }: StoredFailedJob, current: StoredJob | undefined): boolean {
  return current?.status === 'Failure' && current.recordedBy === recordedBy;
}

const abandonedError: JobError = { type: 'JobAbandonedError', message: new JobAbandonedError().message };

interface Failure {
  readonly id: JobId;
  readonly record: FailureRecord;
  readonly error: JobError;
}

function planFor(current: StoredJob | undefined, failure: Failure, dependencies: JobDependencies): Plan {
  const now = dependencies.now();
  const ending = { now, retentionSeconds: dependencies.retentionSeconds };
  const { id, record, error } = failure;
  if (current === undefined) {
    return { job: failedBeforeStart(received(id, record.requestPayload, now), error, ending), expected: 'nothing' };
  }
  if (current.status !== 'Running') return { outcome: 'already-finished' };

  const live = leaseIsLive(current, now);
  const own = current.owner === record.requestContext.requestId;
  const abandoned = !live && reportedError(record).type === 'JobAbandonedError';
  if (own ? live && canBeAnothersFailure(record, current) : !abandoned && mayYetGetTheClaim(record)) {
    const end = timestamp(current.leaseExpiresAt * 1000);
    throw new FailureNotSettledError(`The job may be running until ${end}. Replay this event after that.`);
  }
  if (!own && !abandoned) return { outcome: 'left-to-owner' };
  // What may have been running then is dead by now, and nobody else told of its end.
  const ended = error.type === 'JobStillRunningError' ? abandonedError : error;
  return { job: failed(current, ended, ending), expected: { attempt: current.attempt } };
}

/** The submission as it came in, of which anything but the id may be missing or wrong. */
function received(id: JobId, payload: unknown, now: number): { id: JobId; parameters?: unknown; acceptedAt: number } {
  const { parameters, acceptedAt } = payload as { parameters?: unknown; acceptedAt?: unknown };
  const accepted = EpochMillisecondsSchema.safeParse(acceptedAt);
  return { id, parameters, acceptedAt: accepted.success ? accepted.data : now };
}

async function putFailure(job: StoredFailedJob, expected: Expected, { store }: JobDependencies): Promise<PutOutcome> {
  try {
    return await store.put(job, expected);
  } catch (error) {
    if (!(error instanceof JobTooLargeToStoreError)) throw error;
    const isSaid = job.error.type === 'ParametersTooLargeError';
    const message = isSaid
      ? job.error.message
      : `${job.error.message} (The job's parameters are too large to be stored.)`;
    return await store.put({ ...job, parameters: undefined, error: { ...job.error, message } }, expected);
  }
}
