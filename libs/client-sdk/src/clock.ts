import { bounded, startTimer } from './abort.ts';

/** Where the client gets its time from: signatures, pauses, polls. A test gives one that never really sleeps. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms` milliseconds; should clear its timer when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = startTimer(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
      });
    }),
};

/** Sleeps; rejects with the signal's reason as soon as it is aborted, whatever the clock does then. */
export const sleep = (clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> =>
  bounded((stop) => clock.sleep(ms, stop), signal);
