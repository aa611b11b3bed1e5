import { FailureNotSettledError } from '../errors.ts';
import type { JobId } from '../job-id.ts';
import type { FailureMetrics, WorkMetrics } from '../ports.ts';
import { processJob } from '../process-job.ts';
import { recordFailure } from '../record-failure.ts';
import { timestamp } from '../stored-job.ts';
import { parseSubmission } from '../submission.ts';
import { fits, payloadOf } from './failure-event.ts';
import { jobSettings } from './fixtures.ts';
import { type Fault, Invocation } from './invocation.ts';
import { LambdaQueue, type QueueEntry } from './lambda-queue.ts';
import type { MemoryJobStore } from './memory-job-store.ts';
import { testJob } from './test-contract.ts';

interface Running {
  readonly name: string;
  readonly invocation: Invocation;
  readonly killedAt: number;
  readonly kill: (errorType: string) => void;
  readonly settle: () => void;
}

export interface RunningAttempt extends Running {
  readonly entry: QueueEntry;
  /** Lets the attempt read whether its job has been cancelled, as it does from time to time. */
  readonly poll: () => void;
}

const timeoutMs = 300_000;
const errorHandlerTimeoutMs = 5000;
/** Lambda stops a function a moment after its time. */
const killLagMs = 1000;
/** No store keeps a caller waiting for longer: the SDK gives up first. */
const maxStoreWaitMs = 5000;
/** How long finished jobs are kept. */
const retentionSeconds = 86_400;

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

/**
 * Lambda as the functions meet it: its queue, timeouts, crashes, an archive that replays failure records, and clocks
 * that differ. Nothing in it happens by itself.
 */
export class LambdaWorld {
  now = 1_795_000_000_000;
  readonly id: string;
  readonly queue: LambdaQueue;
  readonly archive: unknown[] = [];
  /** Operations that the store got and has not done yet. */
  readonly inTransit: (() => Promise<unknown>)[] = [];
  /** How often the job's code was entered, and what it returned. */
  runs = 0;
  readonly answers: unknown[] = [];
  /** How often jobs were counted. */
  readonly counts = { started: 0, succeeded: 0, failed: 0 };
  /** Whether something was stored that nobody heard of, and so could not count. */
  unheard = false;
  /** Whether so much time has passed that nothing is pending any more, in the queue or on its way to the store. */
  isLongAfter = false;
  /** Whether the job was cancelled before an attempt had its claim. */
  cancelledUnstarted = false;
  /** Failures of the job's own code that could not be distinguished from other failures. */
  mistakenFailures = 0;
  /** The error of each record's last replay, if it failed. */
  readonly failedReplays = new Map<unknown, unknown>();
  attempts: RunningAttempt[] = [];
  recordings: Running[] = [];
  readonly #metrics: WorkMetrics & FailureMetrics = {
    started: () => (this.counts.started += 1),
    succeeded: () => (this.counts.succeeded += 1),
    keyReused: () => undefined,
    failed: () => (this.counts.failed += 1),
  };
  readonly #store: MemoryJobStore;
  readonly #retryAttempts: number;
  #names = 0;

  constructor(id: string, store: MemoryJobStore, retryAttempts: number) {
    this.id = id;
    this.queue = new LambdaQueue(id, retryAttempts, () => this.now);
    this.#store = store;
    this.#retryAttempts = retryAttempts;
  }

  attemptsInJob(): RunningAttempt[] {
    return this.attempts.filter(({ invocation }) => invocation.stoppedAt === 'job');
  }

  async deliver(entry: QueueEntry, clockSkewMs: number): Promise<void> {
    entry.state = 'in-flight';
    entry.failedInJob = false;
    entry.attempts += 1;
    const deadline = this.now + timeoutMs;
    const invocation = this.#newInvocation();
    let poll: () => void = silent;
    const attempt: RunningAttempt = {
      name: `${entry.requestId}.${entry.attempts}`,
      entry,
      invocation,
      killedAt: deadline + killLagMs,
      poll: () => {
        poll();
      },
      kill: (errorType) => {
        if (!invocation.enteredJob) entry.diedInClaim = true;
        entry.failedInJob = false;
        this.#endAttempt(attempt, { errorType, errorMessage: 'Error: it was stopped' });
      },
      settle: () => {
        const { ended } = invocation;
        if (ended) this.#endAttempt(attempt, 'error' in ended ? payloadOf(ended.error) : undefined);
      },
    };
    this.attempts.push(attempt);
    await invocation.start(async () => {
      const delivery = {
        requestId: entry.requestId,
        remainingTimeMs: deadline - this.now,
        signal: new AbortController().signal,
      };
      return processJob(parseSubmission(entry.event), delivery, {
        store: invocation.store,
        log,
        metrics: this.#metrics,
        now: () => this.now + clockSkewMs,
        retentionSeconds,
        newAttemptId: () => this.#name('a'),
        sleep: () => Promise.resolve(),
        schedule: (_, callback) => {
          poll = callback;
          return silent;
        },
        settings: jobSettings,
        timeLimitSeconds: timeoutMs / 1000,
        logJobErrors: true,
        retryAttempts: this.#retryAttempts,
        runJob: testJob(async (_, { signal }) => {
          this.runs += 1;
          signal.addEventListener('abort', () => (invocation.isToldToStop = true));
          return (await invocation.job()) as { message: string };
        }),
      });
    });
    attempt.settle();
  }

  async finishJob(attempt: RunningAttempt): Promise<void> {
    const results = { message: this.#name('done') };
    this.answers.push(results);
    await attempt.invocation.continueJob(() => results);
    attempt.settle();
  }

  async failJob(attempt: RunningAttempt, error: Error): Promise<void> {
    attempt.entry.failedInJob = true;
    await attempt.invocation.continueJob(() => {
      throw error;
    });
    attempt.settle();
  }

  /** Cancels the job as the gateway does, which looks at the clock of the gateway only. */
  cancel(): void {
    const [first] = this.queue.entries;
    const isUnstarted = !this.#store.jobs.has(this.id);
    const createdAt = timestamp(first?.event.acceptedAt ?? this.now);
    const end = { finishedAt: timestamp(this.now), expiresAt: Math.floor(this.now / 1000) + retentionSeconds };
    const isDone = this.#store.cancel({ id: this.id as JobId, status: 'Cancelled', createdAt, ...end });
    if (isDone && isUnstarted) this.cancelledUnstarted = true;
  }

  async continueStore(running: Running, fault?: Fault): Promise<void> {
    if (fault === 'answer-lost' || fault === 'done-later') this.unheard = true;
    await running.invocation.continueStore(fault);
    running.settle();
  }

  kill(running: Running, errorType: string, operationLands: boolean): void {
    if (operationLands) this.unheard = true;
    running.invocation.kill(operationLands);
    running.kill(errorType);
  }

  /** Gives an archived record back to the error handler. It stays in the archive. */
  async replay(record: unknown): Promise<void> {
    this.failedReplays.delete(record);
    await this.#record(record, 0, (error) => this.failedReplays.set(record, error));
  }

  async handleRecord(record: unknown, clockSkewMs: number): Promise<void> {
    if (!fits(record, 'lambda')) return;
    await this.#record(record, clockSkewMs, (error) => {
      const responsePayload = payloadOf(error);
      if (fits({ requestPayload: record, responsePayload }, 'bus')) this.archive.push(record);
    });
  }

  async #record(record: unknown, clockSkewMs: number, fail: (error: unknown) => void): Promise<void> {
    const invocation = this.#newInvocation();
    const recording: Running = {
      name: this.#name('recording'),
      invocation,
      killedAt: this.now + errorHandlerTimeoutMs + killLagMs,
      kill: () => {
        this.#endRecording(recording);
        fail(new Error('It was stopped.'));
      },
      settle: () => {
        if (!invocation.ended) return;
        this.#endRecording(recording);
        if (!('error' in invocation.ended)) return;
        const { error } = invocation.ended;
        if (error instanceof FailureNotSettledError && this.queue.failuresInJob.has(record)) this.mistakenFailures += 1;
        fail(error);
      },
    };
    this.recordings.push(recording);
    const now = () => this.now + clockSkewMs;
    await invocation.start(() =>
      recordFailure(record, {
        store: invocation.store,
        log,
        metrics: this.#metrics,
        now,
        retentionSeconds,
        newRecordingId: () => this.#name('f'),
      }),
    );
    recording.settle();
  }

  /** Lets an invocation continue to its end, with nothing in its way. */
  async finish(running: Running): Promise<void> {
    while (running.invocation.stoppedAt === 'store') await this.continueStore(running);
    const attempt = this.attempts.find((other) => other === running);
    if (attempt?.invocation.stoppedAt === 'job') {
      await this.finishJob(attempt);
      await this.finish(attempt);
    }
  }

  async advance(byMs: number): Promise<void> {
    const target = this.now + byMs;
    if (byMs > maxStoreWaitMs) await this.#loseStoreOperations();
    for (const running of [...this.attempts, ...this.recordings]) {
      if (running.killedAt > target) continue;
      this.now = Math.max(this.now, running.killedAt);
      this.kill(running, 'Sandbox.Timedout', false);
    }
    this.now = target;
  }

  /**
   * Lets two days pass: writes on their way to the store arrive at last, and events in a queue are dropped. From then
   * on, only replays happen.
   */
  async passRetention(): Promise<void> {
    this.isLongAfter = true;
    await this.advance(timeoutMs + killLagMs);
    for (const operation of this.inTransit.splice(0)) await operation();
    for (const entry of this.queue.entries) if (entry.state === 'queued') this.queue.giveUp(entry);
    this.archive.push(...this.queue.records.splice(0));
    await this.advance(2 * retentionSeconds * 1000);
  }

  /** The table deletes what has expired. */
  deleteExpired(): void {
    this.#store.deleteExpired(this.now);
  }

  async #loseStoreOperations(): Promise<void> {
    for (const running of [...this.attempts, ...this.recordings]) {
      while (running.invocation.stoppedAt === 'store') await this.continueStore(running, 'not-done');
    }
  }

  #newInvocation(): Invocation {
    return new Invocation(this.#store, (operation) => this.inTransit.push(operation));
  }

  #endAttempt(attempt: RunningAttempt, error: unknown): void {
    this.attempts = this.attempts.filter((other) => other !== attempt);
    this.queue.end(attempt.entry, error);
  }

  #endRecording(recording: Running): void {
    this.recordings = this.recordings.filter((other) => other !== recording);
  }

  #name(prefix: string): string {
    this.#names += 1;
    return `${prefix}-${this.#names}`;
  }
}
