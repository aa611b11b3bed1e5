import { startTimer } from '../abort.ts';
import type { Clock } from '../clock.ts';
import { createJobsClient, type JobsClient } from '../create-jobs-client.ts';
import type { JobParameters } from '../generated/api.gen.ts';
import type { RetryOptions } from '../retry.ts';
import { createInMemoryService } from './in-memory-service.ts';
import { createJobTable, type RunInMemoryJob } from './job-table.ts';

export interface InMemoryJobsOptions {
  /** Does the work of a job. What it throws fails the job, with the error's name and message. */
  readonly run: RunInMemoryJob;
  /** Validates the parameters: returns the `details` of a 400, or undefined to accept them. @default accepts all */
  readonly refuse?: (parameters: JobParameters) => string | undefined;
  /** Keeps accepted jobs `Pending` until `start` is called. @default false */
  readonly hold?: boolean;
  /** The time in epoch milliseconds. @default the machine's */
  readonly now?: () => number;
  readonly retry?: RetryOptions;
}

/** A client for unit tests, with the controls for the test. */
export interface InMemoryJobs {
  /** The real client: it checks, retries, polls and throws as usual. */
  readonly client: JobsClient;
  /** The URL for `client.fetch` and `createOpenApiClient`. */
  readonly baseUrl: string;
  /** Runs the jobs that are held. Resolves when they have ended. */
  readonly start: () => Promise<void>;
  /**
   * Makes the next requests fail with a status, or without a response: `failNext(503)`, `failNext(new TypeError('fetch
   * failed'))`.
   * @param times @default 1
   */
  readonly failNext: (failure: number | Error, times?: number) => void;
}

const baseUrl = 'https://in-memory.execute-api.eu-west-1.amazonaws.com/test';
const credentials = { accessKeyId: 'AKIAINMEMORY', secretAccessKey: 'in-memory-secret' };

/**
 * Creates a client with an in-memory service: no network, no stack, no delays. A waiting client is woken by the next
 * change of a job.
 */
export function createInMemoryJobs(options: InMemoryJobsOptions): InMemoryJobs {
  const { run, refuse, hold = false, now = () => Date.now(), retry } = options;
  const sleepers = new Set<() => void>();
  const wake = () => {
    for (const sleeper of sleepers) sleeper();
  };
  const table = createJobTable(run, now, () => {
    wake();
    // A reader that has seen the job before this change goes to sleep only after it.
    startTimer(wake, 0);
  });
  const service = createInMemoryService({
    table,
    refuse,
    onAccepted: () => {
      if (!hold) void Promise.resolve().then(table.startAll);
    },
  });
  const clock: Clock = {
    now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          sleepers.delete(end);
          resolve();
        };
        const timer = startTimer(end, ms);
        sleepers.add(end);
        signal?.addEventListener('abort', end);
      }),
  };
  return {
    baseUrl,
    client: createJobsClient({ baseUrl, credentials, clock, fetch: service.fetch, ...(retry && { retry }) }),
    start: table.startAll,
    failNext: (failure, times = 1) => {
      service.failNext(failure, times);
    },
  };
}
