/** The longest delay that a timer can have; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Settles as `work` does, or rejects with the signal's reason as soon as it is aborted, whatever `work` does then. */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return bounded(() => work, { signal });
}

export interface Bounds {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** What to reject with when the time is over. */
  readonly timeoutError?: () => Error;
}

/**
 * Runs work that may take neither longer than its time nor longer than its caller wants it.
 * @param start begins the work; its signal is aborted when the time is over or the caller gives up
 */
export async function bounded<T>(
  start: (signal: AbortSignal) => Promise<T>,
  { signal, timeoutMs = Infinity, timeoutError }: Bounds,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const cleanUp: (() => void)[] = [];
  try {
    return await new Promise<T>((resolve, reject) => {
      const stop = (reason: unknown) => {
        controller.abort(reason);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an abort reason is what the caller chose
        reject(reason);
      };
      if (signal) {
        const onAbort = () => {
          stop(signal.reason);
        };
        signal.addEventListener('abort', onAbort);
        cleanUp.push(() => {
          signal.removeEventListener('abort', onAbort);
        });
      }
      if (timeoutError && timeoutMs <= LONGEST_TIMER_MS) {
        const timer = setTimeout(() => {
          stop(timeoutError());
        }, timeoutMs);
        cleanUp.push(() => {
          clearTimeout(timer);
        });
      }
      start(controller.signal).then(resolve, reject);
    });
  } finally {
    for (const clean of cleanUp) clean();
  }
}
