/** How an attempt ended. */
export interface Outcome {
  /** JSON: what the handler returned, or the error. */
  readonly payload: string;
  /** Present when the function failed (docs/facts/b.md#b10). */
  readonly functionError?: 'Unhandled';
}

const maximumResponseBytes = 6_291_556;

/** The payload of a timeout (docs/facts/b.md#b26, docs/facts/f.md#f17) */
export function timedOut(requestId: string, timeoutMs: number): Outcome {
  return failure({
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: ${timeoutText(timeoutMs)}`,
  });
}

/** `Task timed out after 3.00 seconds` (docs/facts/f.md#f17). */
export function timeoutText(timeoutMs: number): string {
  return `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
}

/**
 * The process ended while the function ran (docs/facts/b.md#b27, #b28).
 * @param reason an exit status, or a signal such as `killed`
 */
export function exited(requestId: string, reason: number | string): Outcome {
  const text =
    reason === 0
      ? 'Runtime exited without providing a reason'
      : `Runtime exited with error: ${typeof reason === 'number' ? `exit status ${reason}` : `signal: ${reason}`}`;
  return failure({ errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${text}` });
}

/** The handler returned: its result, or an error when that is too large (docs/facts/b.md#b29). */
export function returned(payload: string): Outcome {
  // A UTF-16 unit is at most 3 bytes of UTF-8, so most payloads need not be measured.
  if (payload.length * 3 <= maximumResponseBytes || Buffer.byteLength(payload) <= maximumResponseBytes) {
    return { payload };
  }
  return failure({
    errorMessage: `Response payload size exceeded maximum allowed payload size (${maximumResponseBytes} bytes).`,
    errorType: 'Function.ResponseSizeTooLarge',
  });
}

/** An error that the runtime in the environment reported (docs/facts/f.md#f12). */
export function failed(payload: string): Outcome {
  return { payload, functionError: 'Unhandled' };
}

/** An error in the key order given. */
export function failure(error: Readonly<Record<string, unknown>>): Outcome {
  return failed(JSON.stringify(error));
}

/** The error's type and message, for people. */
export function describeFailure(outcome: Outcome): { readonly errorType: string; readonly errorMessage: string } {
  const error = JSON.parse(outcome.payload) as { errorType?: unknown; errorMessage?: unknown };
  return { errorType: String(error.errorType), errorMessage: String(error.errorMessage) };
}
