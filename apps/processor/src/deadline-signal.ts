/** How long before its end a job is warned. */
const warningMs = 1000;

/** A signal that is aborted shortly before the time is over. Whether a job heeds it or not, Lambda stops it in time. */
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
