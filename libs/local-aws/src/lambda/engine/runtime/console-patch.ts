import { format } from 'node:util';
import { asError, errorLogText } from './error-payload.ts';

// Saved before the function's code is loaded, which may replace it.
const { stringify } = JSON;

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** Writes the runtime's own errors to a function's log. */
export interface FunctionLog {
  /** An error that ended an invocation or the initialisation (docs/facts/f.md#f20). */
  error(what: string, error: unknown): void;
}

/**
 * Makes the console write lines like Lambda's runtime, in Text or JSON format (docs/facts/f.md#f19, #f22, #f25).
 * Direct writes to `process.stdout` are unchanged, which is how Powertools writes its own JSON.
 * @param requestId of the last invocation; `-` during initialisation
 */
export function patchConsole(log: (line: string) => void, requestId: () => string): FunctionLog {
  const json = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
  const lowest = Math.max(0, levels.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL ?? 'TRACE'));
  const line = json ? jsonLine : textLine;
  const writer = (level: string) =>
    levels.indexOf(level) < lowest
      ? () => undefined
      : (message?: unknown, ...others: unknown[]) => {
          log(line(new Date().toISOString(), requestId(), level, [message, ...others]));
        };
  const methods = {
    trace: writer('TRACE'),
    debug: writer('DEBUG'),
    info: writer('INFO'),
    log: writer('INFO'),
    warn: writer('WARN'),
    error: writer('ERROR'),
    fatal: writer('FATAL'),
  };
  Object.assign(globalThis.console, methods);
  return {
    error: (what, error) => {
      if (json) methods.error(asError(error));
      else methods.error(what, errorLogText(error));
    },
  };
}

function textLine(time: string, requestId: string, level: string, args: readonly unknown[]): string {
  return `${time}\t${requestId}\t${level}\t${format(...args)}`;
}

function jsonLine(timestamp: string, requestId: string, level: string, args: readonly unknown[]): string {
  const head = { timestamp, level, requestId };
  if (args.length === 1) {
    try {
      return stringify({ ...head, message: args[0] }, (_key, value: unknown) =>
        value instanceof Error ? Object.assign(describeError(value, value.stack), value) : value,
      );
    } catch {
      return stringify({ ...head, message: format(args[0]) });
    }
  }
  const error = args.slice(1).find((each) => each instanceof Error);
  return stringify({ ...head, message: format(...args), ...(error && describeError(error, [])) });
}

/** @param other replaces a stack that is not a string */
function describeError(error: Error, other: unknown): object {
  // These properties of a thrown value can be anything.
  const { constructor: type, message, stack } = error as { [Name in keyof Error]?: unknown };
  return {
    errorType: (type as { readonly name?: unknown } | null | undefined)?.name ?? 'UnknownError',
    errorMessage: message,
    stackTrace: typeof stack === 'string' ? stack.split('\n') : other,
  };
}
