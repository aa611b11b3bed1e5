import type { JobStore } from './job-store.ts';

/** The time, in epoch milliseconds. */
export type Now = () => number;

/** Where the domain tells what it did. It never tells parameters or results. */
export interface Log {
  info(message: string, ...fields: Record<string, unknown>[]): void;
  warn(message: string, ...fields: Record<string, unknown>[]): void;
}

/** What both functions need. */
export interface JobDependencies {
  readonly store: JobStore;
  readonly now: Now;
  readonly log: Log;
  /**
   * How long a finished job is kept, in seconds.
   * @default for ever
   */
  readonly retentionSeconds?: number | undefined;
}
