/** Starts a timer. One of more than 24 days would fire at once: the longest that there can be is started then. */
export const startTimer = (callback: () => void, ms: number): ReturnType<typeof setTimeout> =>
  setTimeout(callback, Math.min(ms, 2 ** 31 - 1));

/**
 * Runs work that may take neither longer than its time nor longer than its caller wants it.
 * @param start begins the work; its signal is aborted as soon as the time is over or the caller gives up, and the promise
 * is rejected then, whatever the work does
 */
export function bounded<T>(
  start: (stop: AbortSignal) => Promise<T>,
  signal: AbortSignal | undefined,
  timeoutMs = 0,
  timeoutError?: () => Error,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const cleanUp = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const stop = (reason: unknown) => {
      cleanUp();
      controller.abort(reason);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an abort reason is what the caller chose
      reject(reason);
    };
    const onAbort = () => {
      stop(signal?.reason);
    };
    if (signal?.aborted) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort);
    if (timeoutError) {
      timer = startTimer(() => {
        stop(timeoutError());
      }, timeoutMs);
    }
    start(controller.signal).then(resolve, reject).finally(cleanUp);
  });
}
