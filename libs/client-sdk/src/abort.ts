/** Starts a timer. A timer of more than 24 days would fire immediately, so longer ones are cut to the maximum. */
export const startTimer = (callback: () => void, ms: number): ReturnType<typeof setTimeout> =>
  setTimeout(callback, Math.min(ms, 2 ** 31 - 1));

/**
 * Runs work until a deadline, or until its caller aborts it.
 * @param start starts the work; at the deadline or when the caller aborts, its signal is aborted and the promise is
 * rejected, whatever the work does
 */
export function withDeadline<T>(
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

/** Runs work until its caller aborts it. */
export const abortable = <T>(start: (stop: AbortSignal) => Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  withDeadline(start, signal);
