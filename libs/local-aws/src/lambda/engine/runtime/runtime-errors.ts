/** An error of the runtime itself: its name is the error type that Lambda reports. */
abstract class RuntimeError extends Error {
  constructor(type: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = `Runtime.${type}`;
  }
}

// Logs name these errors by their classes (docs/facts/f.md#f22).

export class MalformedHandlerNameError extends RuntimeError {
  constructor(message: string) {
    super('MalformedHandlerName', message);
  }
}

export class HandlerNotFoundError extends RuntimeError {
  constructor(message: string) {
    super('HandlerNotFound', message);
  }
}

export class ImportModuleError extends RuntimeError {
  constructor(cause: unknown) {
    super('ImportModuleError', String(cause));
  }
}

export class UserCodeSyntaxError extends RuntimeError {
  constructor(cause: SyntaxError) {
    super('UserCodeSyntaxError', String(cause));
    if (cause.stack !== undefined) this.stack = cause.stack;
  }
}

/** Handlers of nodejs24 (docs/facts/f.md#f9) */
export class CallbackHandlerDeprecatedError extends RuntimeError {
  constructor() {
    super(
      'CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
        'You need to modify this function to use a supported handler signature to use Node.js 24 or later. ' +
        'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    );
  }
}

/** Results as JSON (docs/facts/f.md#f11) */
export class JSONStringifyError extends RuntimeError {
  constructor() {
    super('JSONStringifyError', 'Unable to stringify response body');
  }
}
