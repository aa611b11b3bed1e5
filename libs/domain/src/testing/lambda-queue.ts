/** A copy of an entry in Lambda's queue; copies of the same entry share its request id (B17). */
export interface QueueEntry {
  readonly requestId: string;
  readonly event: { readonly id: string; readonly acceptedAt: number; readonly parameters: unknown };
  attempts: number;
  readyAt: number;
  state: 'queued' | 'in-flight' | 'over';
  lastError?: unknown;
  /** Not to be duplicated: see `deaths`. */
  diedInClaim?: boolean;
  /** Its last error was thrown by the job's own code. */
  failedInJob?: boolean;
}

/**
 * Lambda's queue of asynchronous invocations: retries, duplicates, and a failure record at the end (B8, B9, B17, B18).
 */
export class LambdaQueue {
  readonly entries: QueueEntry[] = [];
  readonly records: unknown[] = [];
  /** The records of errors of the job's own code. */
  readonly failuresInJob = new Set<unknown>();
  readonly #id: string;
  readonly #retryAttempts: number;
  readonly #now: () => number;

  constructor(id: string, retryAttempts: number, now: () => number) {
    this.#id = id;
    this.#retryAttempts = retryAttempts;
    this.#now = now;
  }

  submit(parameters: unknown): void {
    const now = this.#now();
    const event = { id: this.#id, acceptedAt: now, parameters };
    this.entries.push({ requestId: `r-${this.entries.length + 1}`, event, attempts: 0, readyAt: now, state: 'queued' });
  }

  duplicate(entry: QueueEntry): void {
    this.entries.push({ ...entry, state: 'queued', readyAt: this.#now(), failedInJob: false });
  }

  hasTwin(entry: QueueEntry): boolean {
    return this.entries.some((other) => other !== entry && other.requestId === entry.requestId);
  }

  deliverable(): QueueEntry[] {
    return this.entries.filter(({ state, readyAt }) => state === 'queued' && readyAt <= this.#now());
  }

  /** An attempt has ended; `error` is what the record would report about it, undefined when it succeeded. */
  end(entry: QueueEntry, error: unknown): void {
    if (error === undefined) {
      entry.state = 'over';
      return;
    }
    entry.lastError = error;
    if (entry.attempts > this.#retryAttempts) {
      this.#fail(entry, 'RetriesExhausted');
      return;
    }
    entry.state = 'queued';
    entry.readyAt = this.#now() + entry.attempts * 60_000;
  }

  /** An attempt that fails before any code of the function runs (F15). */
  failToLoad(entry: QueueEntry): void {
    entry.attempts += 1;
    entry.failedInJob = false;
    this.end(entry, { errorType: 'Runtime.ImportModuleError', errorMessage: 'Error: Cannot find module' });
  }

  /** The entry is too old to be tried (again): its record reports the last attempt, if there was one (B22, B23). */
  giveUp(entry: QueueEntry): void {
    this.#fail(entry, 'EventAgeExceeded');
  }

  #fail(entry: QueueEntry, condition: string): void {
    const { requestId, event, attempts, lastError } = entry;
    entry.state = 'over';
    const record = {
      version: '1.0',
      timestamp: new Date(this.#now()).toISOString(),
      requestContext: { requestId, functionArn: 'arn', condition, approximateInvokeCount: attempts },
      requestPayload: event,
      ...(lastError !== undefined && {
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: lastError,
      }),
    };
    this.records.push(record);
    if (entry.failedInJob) this.failuresInJob.add(record);
  }
}
