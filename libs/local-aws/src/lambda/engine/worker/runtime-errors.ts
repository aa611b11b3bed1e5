/** An error of the runtime itself: its name is the error type that Lambda reports. */
export class RuntimeError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = `Runtime.${name}`;
    this.stack = `${this.name}: ${message}\n${(this.stack ?? '').split('\n').slice(1).join('\n')}`;
  }
}

/** Rejections, exceptions and promises that never settle (docs/facts/f.md#f16) */
export class UnhandledPromiseRejection extends RuntimeError {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('UnhandledPromiseRejection', String(reason));
    this.reason = reason;
  }
}

/** The event loop is empty and the handler's promise isn't settled (docs/facts/f.md#f16). */
export function unexpectedExit(): RuntimeError {
  return new RuntimeError(
    'NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise ' +
      'that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );
}

/** Handlers of nodejs24 (docs/facts/f.md#f9) */
export function callbackHandler(): RuntimeError {
  return new RuntimeError(
    'CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
      'You need to modify this function to use a supported handler signature to use Node.js 24 or later. ' +
      'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
  );
}

/** Results as JSON (docs/facts/f.md#f11) */
export function unserialisableResult(cause: unknown): RuntimeError {
  return new RuntimeError('JSONStringifyError', 'Unable to stringify response body', { cause });
}
