// Taken before the function's code is loaded, which may replace it.
const { stringify } = JSON;

/**
 * An error as the runtime reports it: `errorType`, `errorMessage`, `trace`, in this order (docs/facts/f.md#f12, #f13).
 */
export function errorPayload(error: unknown): string {
  return stringify(
    error instanceof Error
      ? {
          errorType: escapeDelete(error.name),
          errorMessage: escapeDelete(error.message),
          trace: escapeDelete(error.stack ?? '').split('\n'),
        }
      : { errorType: typeof error, errorMessage: textOf(error), trace: [] },
  );
}

/** What the runtime logs of an error, in Text format: all its own properties, and `stack` (docs/facts/f.md#f20). */
export function errorLogText(thrown: unknown): string {
  const error = asError(thrown);
  try {
    return `\t${stringify(error, (_key, value: unknown) => (value instanceof Error ? withProperties(value) : value))}`;
  } catch {
    return `\t${errorPayload(error)}`;
  }
}

export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(textOf(thrown));
}

function withProperties(error: Error): object {
  const { name: errorType, message: errorMessage, stack = '' } = error;
  return Object.assign({ errorType, errorMessage }, error, { stack: stack.split('\n') });
}

/** `String(x)` throws for an object without a prototype. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

const escapeDelete = (text: unknown) => String(text).replaceAll('\x7F', '%7F');
