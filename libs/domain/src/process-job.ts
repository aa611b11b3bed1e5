import { isDeepStrictEqual } from 'node:util';
import {
  type JobParameters,
  JobParametersSchema,
  type JobResults,
  jobTypeOf,
  jsonDocument,
  resultsSchemaOf,
} from '@jobs/contract';
import { type ClaimDependencies, claimJob, type Delivery } from './claim-job.ts';
import { describeIssues } from './describe-issues.ts';
import {
  InvalidResultsError,
  InvalidSubmissionError,
  JobTooLargeToStoreError,
  ResultsTooLargeError,
} from './errors.ts';
import type { JobId } from './job-id.ts';
import type { PutOutcome } from './job-store.ts';
import { isOwnError, ownError, withheldError } from './own-error.ts';
import type { Schedule, WorkMetrics } from './ports.ts';
import { describeThrown } from './reportable-error.ts';
import type { JobContext, RunJob } from './run-job.ts';
import { type StoredJob, type StoredRunningJob, succeeded } from './stored-job.ts';
import type { JobSubmission } from './submission.ts';
import { type JobWatch, watchJob } from './watch-job.ts';

export interface ProcessDependencies extends ClaimDependencies {
  readonly runJob: RunJob;
  readonly log: JobContext['log'];
  readonly metrics: WorkMetrics;
  readonly settings: JobContext['settings'];
  /** Waits; rejects with the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly schedule: Schedule;
  readonly timeLimitSeconds: number;
  /**
   * Whether the text of a job's own error may be logged. If not, it is stored with the job, and only the error's type
   * is thrown, because Lambda logs and traces everything that a function throws.
   */
  readonly logJobErrors: boolean;
}

export interface ProcessOutcome {
  readonly id: JobId;
  /**
   * `cancelled`: the job was cancelled while it ran. `result-dropped`: the job was done, but already had another final
   * status.
   */
  readonly outcome: 'done' | 'already-finished' | 'already-running' | 'cancelled' | 'result-dropped';
}

/**
 * Claims a job, runs it, and stores its results. If it throws, the job has failed, and `recordFailure` stores that.
 * @param delivery `signal` is aborted shortly before Lambda stops the function
 */
export async function processJob(
  submission: JobSubmission,
  delivery: Delivery & { readonly signal: AbortSignal },
  dependencies: ProcessDependencies,
): Promise<ProcessOutcome> {
  const { id } = submission;
  const { log, metrics } = dependencies;
  const claim = await claimJob(submission, delivery, dependencies);
  if ('declined' in claim) {
    log.info('Skipping this delivery', { outcome: claim.declined });
    noticeReusedKey(submission, claim.current, dependencies);
    return { id, outcome: claim.declined };
  }
  log.info('Job started');
  if (claim.isFirst) metrics.started(id, jobTypeOf(claim.claimed.parameters));
  const outcome = await attemptJob(claim.claimed, delivery.signal, dependencies);
  if (outcome === 'done') log.info('Job done');
  else if (outcome === 'cancelled') log.info('Job cancelled');
  else log.warn('Result discarded: the job is already final');
  return { id, outcome };
}

/**
 * Reports a key that was reused with other parameters: those of the first request apply. A job that never started has
 * none to compare.
 */
function noticeReusedKey(
  { id, parameters }: JobSubmission,
  current: StoredJob,
  dependencies: ProcessDependencies,
): void {
  if (current.parameters === undefined || isDeepStrictEqual(current.parameters, parameters)) return;
  dependencies.log.warn('Idempotency key reused with other parameters: the first job is kept');
  dependencies.metrics.keyReused(id);
}

async function attemptJob(
  job: StoredRunningJob,
  signal: AbortSignal,
  dependencies: ProcessDependencies,
): Promise<'done' | 'cancelled' | 'result-dropped'> {
  const watch = watchJob(job, signal, dependencies);
  try {
    const results = checkedResults(await runOwnCode(job, watch, dependencies), job);
    await watch.flush();
    return await complete(job, results, dependencies);
  } catch (error) {
    await watch.stop();
    if (watch.isCancelled()) return 'cancelled';
    if ((await storeAttempt(job, error, dependencies)) === 'cancelled') return 'cancelled';
    throw dependencies.logJobErrors || !isOwnError(error) ? error : withheldError(error);
  } finally {
    await watch.stop();
  }
}

async function runOwnCode(
  job: StoredRunningJob,
  { signal, lost, progress }: JobWatch,
  { runJob, log, settings, sleep, timeLimitSeconds }: ProcessDependencies,
): Promise<unknown> {
  const parameters = checkedParameters(job);
  try {
    return await runJob(parameters, {
      jobId: job.id,
      log,
      settings,
      timeLimitSeconds,
      signal,
      sleep: (ms) => sleep(ms, lost),
      progress,
    });
  } catch (thrown) {
    throw ownError(thrown);
  }
}

/** A job that is taken over runs with the parameters of its first claim. They get the contract's defaults. */
function checkedParameters({ parameters }: StoredRunningJob): JobParameters {
  const schema = jsonDocument(JobParametersSchema);
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const issues = describeIssues(parsed.error, schema);
  throw new InvalidSubmissionError(`The job's stored parameters are not valid: ${issues}.`);
}

function checkedResults(results: unknown, { parameters }: StoredRunningJob): JobResults {
  const schema = jsonDocument(resultsSchemaOf(parameters));
  const parsed = schema.safeParse(asJson(results));
  if (parsed.success) return parsed.data;
  const issues = describeIssues(parsed.error, schema);
  throw new InvalidResultsError(`The job's results do not match the contract: ${issues}.`);
}

/** Results are sent as JSON, which omits undefined values and writes dates as text. */
function asJson(results: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(results)) as unknown;
  } catch (error) {
    // Its message can contain names and values of the results.
    throw new InvalidResultsError(`The job's results can't be written as JSON (${describeThrown(error).type}).`);
  }
}

async function complete(
  job: StoredRunningJob,
  results: JobResults,
  { store, metrics, now, retentionSeconds }: ProcessDependencies,
): Promise<'done' | 'cancelled' | 'result-dropped'> {
  const final = succeeded(job, results, { now: now(), retentionSeconds });
  let outcome: PutOutcome;
  try {
    outcome = await store.put(final, { attempt: job.attempt });
  } catch (cause) {
    if (!(cause instanceof JobTooLargeToStoreError)) throw cause;
    throw new ResultsTooLargeError('The job was done, but its results are too large to be stored.', { cause });
  }
  if (!outcome.stored && !isOwnSuccess(job, outcome.current)) {
    return outcome.current?.status === 'Cancelled' ? 'cancelled' : 'result-dropped';
  }
  const durationMs = Math.max(0, Date.parse(final.finishedAt) - Date.parse(final.startedAt));
  metrics.succeeded(job.id, durationMs, jobTypeOf(job.parameters));
  return 'done';
}

/** If a response is lost, the SDK repeats a write that has already been done. */
function isOwnSuccess({ attempt }: StoredRunningJob, current: StoredJob | undefined): boolean {
  return current?.status === 'Success' && current.attempt === attempt;
}

/**
 * Lets the next attempt begin immediately, and stores the text of the error if it may not be logged. A job whose claim
 * cannot be released is retried when its lease has expired.
 */
async function storeAttempt(
  job: StoredRunningJob,
  thrown: unknown,
  { store, log, retryAttempts, logJobErrors }: ProcessDependencies,
): Promise<'cancelled' | undefined> {
  const changes = {
    ...(retryAttempts > 0 && { leaseExpiresAt: 0 }),
    ...(!logJobErrors && isOwnError(thrown) && { withheldMessage: thrown.message }),
  };
  if (Object.keys(changes).length === 0) return undefined;
  try {
    const outcome = await store.put({ ...job, ...changes }, { attempt: job.attempt });
    return !outcome.stored && outcome.current?.status === 'Cancelled' ? 'cancelled' : undefined;
  } catch (error) {
    log.warn('Could not store how the attempt failed, or release its claim', { error });
    return undefined;
  }
}
