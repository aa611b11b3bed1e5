import { abortable, startTimer } from './abort.ts';

/** The client's source of time, for signatures, pauses and polls. A test can pass one that never really sleeps. */
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

/** Sleeps; rejects with the signal's reason as soon as it is aborted, whatever the clock does. */
export const sleep = (clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> =>
  abortable((stop) => clock.sleep(ms, stop), signal);
