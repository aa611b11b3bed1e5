import type { JobId } from '../job-id.ts';
import type { JobSettings } from '../job-settings.ts';
import type { FailureMetrics, WorkMetrics } from '../ports.ts';
import type { JobContext } from '../run-job.ts';
import type { StoredRunningJob } from '../stored-job.ts';

export const now = 1_795_000_000_000;
export const jobId = '1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11' as JobId;

/** A job that attempt `a1` of delivery `r1` runs; its lease ends 310 seconds from `now`. */
export function runningJob(changes: Partial<StoredRunningJob> = {}): StoredRunningJob {
  return {
    id: jobId,
    status: 'Running',
    parameters: { seconds: 5 },
    createdAt: '2026-11-18T11:06:40.000Z',
    startedAt: '2026-11-18T11:06:40.000Z',
    owner: 'r1',
    attempt: 'a1',
    claimedAt: now,
    retried: false,
    leaseExpiresAt: 1_795_000_310,
    ...changes,
  };
}

/** For tests in which no job reads its settings. */
export const jobSettings = {} as JobSettings;

/** The context of a job, as a test changes it. Its `sleep` does not wait. */
export function jobContext(changes: Partial<JobContext> = {}): JobContext {
  return {
    jobId,
    log: recordingLog(),
    settings: jobSettings,
    timeLimitSeconds: 300,
    signal: new AbortController().signal,
    sleep: () => Promise.resolve(),
    progress: () => undefined,
    ...changes,
  };
}

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}

/** A log that a test can read. */
export function recordingLog(): JobContext['log'] & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const take = (level: LogLine['level']) => (message: string) => lines.push({ level, message });
  return { lines, debug: take('debug'), info: take('info'), warn: take('warn'), error: take('error') };
}

/** Metrics that a test can read. */
export function recordingMetrics(): WorkMetrics & FailureMetrics & { readonly counted: string[] } {
  const counted: string[] = [];
  return {
    counted,
    started: () => counted.push('started'),
    succeeded: (_id, durationMs) => counted.push(`succeeded after ${durationMs} ms`),
    keyReused: () => counted.push('key reused'),
    failed: (_id, errorType) => counted.push(`failed: ${errorType}`),
  };
}
