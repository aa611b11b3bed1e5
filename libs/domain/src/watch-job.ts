import type { JobStore, PutOutcome } from './job-store.ts';
import type { Log, Now, Schedule } from './ports.ts';
import type { JobContext, ProgressReport } from './run-job.ts';
import { type StoredJob, type StoredProgress, type StoredRunningJob, timestamp } from './stored-job.ts';

/** How often, and how long after the start, to check whether a job has been cancelled. Shorter jobs cost nothing. */
const pollMs = 5000;
/** The minimum time between two stored reports. */
const reportMs = 2000;
/** The maximum that the contract allows. */
const maxLength = 256;

export interface WatchDependencies {
  readonly store: JobStore;
  readonly now: Now;
  readonly log: Log;
  readonly schedule: Schedule;
}

type Report = Omit<StoredProgress, 'updatedAt'>;

/** The link between a running job and its record. */
export interface JobWatch {
  /** Aborted when the job has been cancelled, or when another attempt has taken it over. */
  readonly lost: AbortSignal;
  /** Aborted when the job is lost, or by the signal of the function. */
  readonly signal: AbortSignal;
  readonly progress: JobContext['progress'];
  isCancelled(): boolean;
  /** Stores the last report now, if it isn't stored yet. Resolves when no write is in flight. */
  flush(): Promise<void>;
  /** Ends the watch: a report that isn't stored yet is dropped. Resolves when no write is in flight. */
  stop(): Promise<void>;
}

/**
 * Stores the reports of a running job, and detects that it has been cancelled: by the next report, which is stored on
 * condition that the job still runs, or else by reading the record from time to time.
 */
export function watchJob(
  job: StoredRunningJob,
  signal: AbortSignal,
  { store, now, log, schedule }: WatchDependencies,
): JobWatch {
  const ended = new AbortController();
  let isCancelled = false;
  let isStopped = false;
  let waiting: Report | undefined;
  let stored: Report = {};
  let lastStoredAt = -Infinity;
  let writing: Promise<void> | undefined;
  let callOffReport: (() => void) | undefined;
  let callOffPoll = schedule(pollMs, poll);

  function poll(): void {
    void store
      .find(job, 'may-be-stale')
      .then(learn, (error: unknown) => {
        // The response can arrive during the next invocation, whose log it does not belong to.
        if (!isStopped) log.warn('Could not read whether the job has been cancelled', { error });
      })
      .then(pollAgain);
  }

  function pollAgain(): void {
    callOffPoll();
    if (!isStopped && !ended.signal.aborted) callOffPoll = schedule(pollMs, poll);
  }

  /** @param current the record of the job; undefined, or from the previous attempt, if the read is older than the claim */
  function learn(current: StoredJob | undefined): void {
    if (current === undefined || (current.status === 'Running' && isOwnOrOlder(current))) return;
    isCancelled = current.status === 'Cancelled';
    ended.abort(
      new DOMException(isCancelled ? 'The job was cancelled.' : 'Another attempt has the job.', 'AbortError'),
    );
  }

  function isOwnOrOlder({ attempt, claimedAt }: StoredRunningJob): boolean {
    return attempt === job.attempt || claimedAt < job.claimedAt;
  }

  async function write(report: Report): Promise<void> {
    waiting = undefined;
    lastStoredAt = now();
    try {
      const outcome: PutOutcome = await store.put(
        { ...job, progress: { ...report, updatedAt: timestamp(now()) } },
        { attempt: job.attempt },
      );
      stored = report;
      if (!outcome.stored) learn(outcome.current);
      pollAgain();
    } catch (error) {
      log.warn('Could not store the progress of the job', { error });
    }
  }

  function writeNow(): void {
    callOffReport?.();
    callOffReport = undefined;
    if (waiting === undefined || ended.signal.aborted) return;
    writing = write(waiting).finally(() => {
      writing = undefined;
      writeWhenDue();
    });
  }

  function writeWhenDue(): void {
    if (isStopped || waiting === undefined || writing || callOffReport) return;
    const waitMs = lastStoredAt + reportMs - now();
    if (waitMs <= 0) writeNow();
    else callOffReport = schedule(waitMs, writeNow);
  }

  return {
    lost: ended.signal,
    signal: AbortSignal.any([signal, ended.signal]),
    isCancelled: () => isCancelled,
    progress: (report) => {
      const wanted = reportOf(report);
      const isKnown = wanted.percent === stored.percent && wanted.message === stored.message;
      waiting = isKnown && !writing ? undefined : wanted;
      writeWhenDue();
    },
    flush: async () => {
      await writing;
      writeNow();
      await writing;
    },
    stop: async () => {
      isStopped = true;
      callOffPoll();
      callOffReport?.();
      await writing;
    },
  };
}

/** Adapts any report from a job to the contract. */
function reportOf(report: ProgressReport): Report {
  const { percent, message } = Object(report) as ProgressReport;
  const isNumber = typeof percent === 'number' && !Number.isNaN(percent);
  return {
    ...(isNumber && { percent: Math.round(Math.min(100, Math.max(0, percent)) * 100) / 100 }),
    ...(typeof message === 'string' && message !== '' && { message: message.slice(0, maxLength).toWellFormed() }),
  };
}
