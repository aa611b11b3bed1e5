/** How long before the timeout the signal is aborted. */
const warningMs = 1000;

/**
 * A signal that is aborted shortly before the timeout. Whether or not the job heeds it, Lambda stops it at the
 * timeout.
 */
export function deadlineSignal(remainingTimeMs: number): { readonly signal: AbortSignal; readonly cancel: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(
    () => {
      controller.abort(new DOMException('The function is timing out.', 'TimeoutError'));
    },
    Math.max(0, remainingTimeMs - warningMs),
  );
  return {
    signal: controller.signal,
    cancel: () => {
      clearTimeout(timer);
    },
  };
}
