import { type JobError, jobTypeOf } from '@jobs/contract';
import { errorTypeForMetrics } from './error-type-for-metrics.ts';
import {
  FailureNotSettledError,
  InvalidFailureRecordError,
  JobAbandonedError,
  JobStillRunningError,
  JobTooLargeToStoreError,
  ParametersTooLargeError,
} from './errors.ts';
import { acceptedAt, factsAbout } from './failure-attribution.ts';
import { decideFailure } from './failure-decision.ts';
import { type FailureRecord, jobErrorOf, parseFailureRecord, reportedError } from './failure-record.ts';
import { type JobId, type JobReference, recordableJob } from './job-id.ts';
import type { Expected, PutOutcome } from './job-store.ts';
import { leaseIsLive, ownerGoneAt } from './lease.ts';
import { withheldMessage } from './own-error.ts';
import type { FailureMetrics, JobDependencies } from './ports.ts';
import {
  failed,
  failedBeforeStart,
  type StoredFailedJob,
  type StoredJob,
  type StoredRunningJob,
  timestamp,
} from './stored-job.ts';

export interface RecordDependencies extends JobDependencies {
  readonly metrics: FailureMetrics;
  /** Creates an id that is unique to this invocation. */
  readonly newRecordingId: () => string;
}

export interface RecordOutcome {
  readonly id: JobId;
  /**
   * `left-to-owner`: another delivery runs the job and reports its end. `expired`: the event is older than the
   * retention period of finished jobs.
   */
  readonly outcome: 'recorded' | Ignored;
}

type Ignored = 'already-finished' | 'left-to-owner' | 'expired';

type Plan = { readonly job: StoredFailedJob; readonly expected: Expected } | { readonly outcome: Ignored };

/** Each lost race means that the job made progress; more in a row than this is an error. */
const maxRaces = 5;

/**
 * Stores the failure that a Lambda failure record reports. The same record can arrive any number of times.
 * If it throws, the record goes to the archive, from which it can be replayed.
 * @throws {InvalidFailureRecordError} the record names no job
 * @throws {FailureNotSettledError} the job may be running
 */
export async function recordFailure(event: unknown, dependencies: RecordDependencies): Promise<RecordOutcome> {
  const { store, log, metrics } = dependencies;
  const recordedBy = dependencies.newRecordingId();
  const record = parseFailureRecord(event);
  const reference = recordableJob(record.requestPayload);
  if (reference === undefined) throw new InvalidFailureRecordError('The failure record names no job.');
  const { id } = reference;
  const error = jobErrorOf(record, id);

  let current = await store.find(reference);
  for (let race = 0; race < maxRaces; race += 1) {
    const plan = planFor(current, { reference, record, error }, dependencies);
    if ('outcome' in plan) {
      if (plan.outcome === 'already-finished') log.info('Job already final');
      else log.warn(ignoredBecause[plan.outcome], { errorType: error.type });
      return { id, outcome: plan.outcome };
    }
    const job = { ...plan.job, recordedBy };
    const put = await putFailure(job, plan.expected, dependencies);
    if (put.stored || isRecorded(job, put.current)) {
      log.info('Failure recorded', { errorType: job.error.type });
      metrics.failed(id, errorTypeForMetrics(job.error.type), jobTypeOf(job.parameters));
      return { id, outcome: 'recorded' };
    }
    current = put.current;
  }
  throw new FailureNotSettledError("The failure could not be recorded, because the job's record kept changing.");
}

const ignoredBecause = {
  'left-to-owner': 'Failure of a duplicate delivery ignored',
  expired: 'Failure ignored: the event is older than the retention period of finished jobs',
};

/** If a response is lost, the SDK repeats a write that has already been done. */
function isRecorded({ recordedBy }: StoredFailedJob, current: StoredJob | undefined): boolean {
  return current?.status === 'Failure' && current.recordedBy === recordedBy;
}

const abandonedError: JobError = { type: JobAbandonedError.name, message: new JobAbandonedError().message };

interface Failure {
  readonly reference: JobReference;
  readonly record: FailureRecord;
  readonly error: JobError;
}

/** Turns the verdict of {@link decideFailure} into a plan. */
function planFor(current: StoredJob | undefined, failure: Failure, dependencies: JobDependencies): Plan {
  const now = dependencies.now();
  const { reference, record, error } = failure;
  const completion = { now, retentionSeconds: dependencies.retentionSeconds };
  const verdict = decideFailure(factsAbout(current, record, completion));
  if (verdict === 'already-finished' || verdict === 'left-to-owner' || verdict === 'expired') {
    return { outcome: verdict };
  }
  if (current?.status !== 'Running') {
    const submission = submissionFrom(reference, record, now);
    return { job: failedBeforeStart(submission, error, completion), expected: 'absent' };
  }
  if (verdict === 'not-settled') {
    const end = timestamp(leaseIsLive(current, now) ? current.leaseExpiresAt * 1000 : ownerGoneAt(current));
    throw new FailureNotSettledError(`The job may be running until ${end}. Replay this event after that.`);
  }
  // An attempt that may have been running then is dead by now, and nobody else reported its end.
  const isAbandoned = verdict === 'record-abandoned' || reportedError(record).type === JobStillRunningError.name;
  const ended = isAbandoned ? abandonedError : withStoredText(error, current);
  return { job: failed(current, ended, completion), expected: { attempt: current.attempt } };
}

/** A text that may not be logged was stored separately. */
function withStoredText(error: JobError, { withheldMessage: stored }: StoredRunningJob): JobError {
  return error.message === withheldMessage && stored !== undefined ? { ...error, message: stored } : error;
}

/** The submission as received; anything except the id may be missing or invalid. */
function submissionFrom(reference: JobReference, record: FailureRecord, now: number) {
  const { parameters, submitter, submittedBy } = record.requestPayload as Readonly<Record<string, unknown>>;
  return {
    ...reference,
    ...(typeof submitter === 'string' && { submitter }),
    ...(typeof submittedBy === 'string' && { submittedBy }),
    parameters,
    acceptedAt: acceptedAt(record, now),
  };
}

async function putFailure(job: StoredFailedJob, expected: Expected, { store }: JobDependencies): Promise<PutOutcome> {
  try {
    return await store.put(job, expected);
  } catch (error) {
    if (!(error instanceof JobTooLargeToStoreError)) throw error;
    const isExplained = job.error.type === ParametersTooLargeError.name;
    const message = isExplained
      ? job.error.message
      : `${job.error.message} (The job's parameters are too large to be stored.)`;
    return await store.put({ ...job, parameters: undefined, error: { ...job.error, message } }, expected);
  }
}
