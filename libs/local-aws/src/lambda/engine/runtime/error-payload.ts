// Saved before the function's code is loaded, which may replace it.
const { stringify } = JSON;

/**
 * An error as the runtime reports it: `errorType`, `errorMessage`, `trace`, in this order (docs/facts/f.md#f12, #f13).
 */
export const errorPayload = (error: unknown): string => stringify(reported(error));

function reported(error: unknown): object {
  try {
    if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
    // These properties of a thrown value can be anything.
    const { name, message, stack } = error as Partial<Error>;
    return {
      errorType: escapeDelete(name),
      errorMessage: escapeDelete(message),
      trace: escapeDelete(stack)?.split('\n') ?? [],
    };
  } catch {
    return unreadable;
  }
}

const unreadable = {
  errorType: 'handled',
  errorMessage:
    'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
  trace: [],
};

/** The runtime's log text for an error in Text format: all its own properties and `stack` (docs/facts/f.md#f20). */
export function errorLogText(thrown: unknown): string {
  const error = asError(thrown);
  try {
    return `\t${stringify(error, (_key, value: unknown) => (value instanceof Error ? withProperties(value) : value))}`;
  } catch {
    return `\t${errorPayload(error)}`;
  }
}

/** @throws TypeError for an object that can't be converted to a string, which ends the process as on Lambda (docs/facts/f.md#f13) */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

function withProperties(error: Error & { readonly code?: unknown }): object {
  const { name: errorType, message: errorMessage, code, stack } = error as Partial<typeof error>;
  const described = Object.assign({ errorType, errorMessage, code }, error);
  return typeof stack === 'string' ? Object.assign(described, { stack: stack.split('\n') }) : described;
}

const escapeDelete = (text: string | undefined) => text?.replaceAll('\x7F', '%7F');
