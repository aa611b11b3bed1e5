import { describeExit, type ExitReason } from './exit-reason.ts';

/** How an attempt ended. */
export interface Outcome {
  /** JSON: what the handler returned, or the error. */
  readonly payload: string;
  /** Present when the function failed (docs/facts/b.md#b10). */
  readonly functionError?: 'Unhandled';
}

/** Maximum size of a response (docs/facts/b.md#b29). */
export const maxResponseBytes = 6_291_556;

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

/** The process ended while the function ran (docs/facts/b.md#b27, docs/facts/b.md#b28). */
export function exited(requestId: string, reason: ExitReason): Outcome {
  const description = describeExit(reason);
  const text =
    description === undefined
      ? 'Runtime exited without providing a reason'
      : `Runtime exited with error: ${description}`;
  return failure({ errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${text}` });
}

/** The process could not be started: Lambda's error for an entry point that can't be run. */
export function notStarted(requestId: string, error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  return failure({ errorType: 'Runtime.InvalidEntrypoint', errorMessage: `RequestId: ${requestId} Error: ${reason}` });
}

/** The handler returned: its result, or an error when that is too large (docs/facts/b.md#b29). */
export function returned(payload: string): Outcome {
  return tooLarge(payload) ?? { payload };
}

/** An error that the runtime in the environment reported (docs/facts/f.md#f12). */
export function failed(payload: string): Outcome {
  return tooLarge(payload) ?? { payload, functionError: 'Unhandled' };
}

function tooLarge(payload: string): Outcome | undefined {
  // A UTF-16 unit is at most 3 bytes of UTF-8, so most payloads need not be measured.
  if (payload.length * 3 <= maxResponseBytes || Buffer.byteLength(payload) <= maxResponseBytes) return undefined;
  return failure({
    errorMessage: `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
    errorType: 'Function.ResponseSizeTooLarge',
  });
}

/** A failure with an error whose keys keep their order. */
export function failure(error: Readonly<Record<string, unknown>>): Outcome {
  return { payload: JSON.stringify(error), functionError: 'Unhandled' };
}

/** The error's type and message, for people. */
export function describeFailure(outcome: Outcome): { readonly errorType: string; readonly errorMessage: string } {
  const error = JSON.parse(outcome.payload) as { errorType?: unknown; errorMessage?: unknown };
  return { errorType: String(error.errorType), errorMessage: String(error.errorMessage) };
}
