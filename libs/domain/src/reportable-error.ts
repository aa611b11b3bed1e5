import { truncateUtf8 } from './truncate-utf8.ts';

/**
 * How much of an error is passed to Lambda, in bytes of UTF-8. In JSON a byte becomes at most six (`\u0001`), so that
 * the errors of both functions and the largest event fit into the event bus's 256 KB (docs/facts/c.md#c24); Lambda
 * drops anything larger (docs/facts/b.md#b35). The test has the calculation.
 */
export const maxErrorBytes = { type: 256, message: 2048, stack: 2048 } as const;

/** How much of the message the stack repeats. */
const maxMessageInStackBytes = 512;

/** How many causes of an error are kept for the log. Lambda reports none. */
const maxCauses = 3;

export interface ThrownError {
  readonly type: string;
  readonly message: string;
  /** The lines of the stack with code locations. */
  readonly frames: string;
  readonly cause?: unknown;
}

/** The thrown value, with its properties read once: they can be getters, and anything can be thrown. */
export function describeThrown(thrown: unknown): ThrownError {
  try {
    if (!(thrown instanceof Error)) return { type: typeof thrown, message: String(thrown), frames: '' };
    const { name, message, stack, cause } = thrown as { [Name in keyof Error]: unknown };
    return { type: String(name), message: String(message), frames: framesOf(String(stack)), cause };
  } catch {
    return { type: 'Error', message: 'The error could not be read.', frames: '' };
  }
}

/** An error that Lambda can report in a failure record, however large the thrown one is. */
export function reportableError(thrown: ThrownError, causes = maxCauses): Error {
  const { type, message, frames, cause } = thrown;
  const error = newError(truncateUtf8(type, maxErrorBytes.type), truncateUtf8(message, maxErrorBytes.message));
  const head = `${error.name}: ${truncateUtf8(message, maxMessageInStackBytes)}`;
  error.stack = truncateUtf8(head + frames, maxErrorBytes.stack);
  if (cause !== undefined && causes > 0) error.cause = reportableError(describeThrown(cause), causes - 1);
  return error;
}

/** Lambda's failure record has the `name` of an error, and Lambda's log that of its class (docs/facts/f.md#f22). */
function newError(name: string, message: string): Error {
  const { [name]: NamedError = Error } = { [name]: class extends Error {} };
  const error = new NamedError(message);
  error.name = name;
  return error;
}

function framesOf(stack: string): string {
  const start = stack.indexOf('\n    at ');
  return start < 0 ? '' : stack.slice(start);
}
