/** An invocation that Lambda rejects; {@link body} is the JSON that Lambda sends. */
export class InvokeError extends Error {
  override readonly name = 'InvokeError';
  readonly status: number;
  /** Lambda's exception, such as `ResourceNotFoundException`: the `x-amzn-ErrorType` header. */
  readonly code: string;
  readonly body: string;

  constructor(status: number, code: string, body: Readonly<Record<string, string>>, options?: ErrorOptions) {
    super(body.message ?? body.Message ?? code, options);
    this.status = status;
    this.code = code;
    this.body = JSON.stringify(body);
  }
}

/** Thrown for a function that can't run here; names its logical id and the problem. */
export class FunctionConfigurationError extends Error {
  override readonly name = 'FunctionConfigurationError';
  readonly code = 'FUNCTION_CONFIGURATION';
  readonly logicalId: string;

  constructor(logicalId: string, problem: string) {
    super(`The function ${logicalId} can't run here: ${problem}`);
    this.logicalId = logicalId;
  }
}

/** An unknown function (docs/facts/b.md#b2); the key `Message` is capitalized as on AWS (docs/facts/b.md#b3). */
export function functionNotFound(qualifiedArn: string): InvokeError {
  return new InvokeError(404, 'ResourceNotFoundException', {
    Message: `Function not found: ${qualifiedArn}`,
    Type: 'User',
  });
}

/** An oversized payload is 413 (docs/facts/b.md#b5) */
export function payloadTooLarge(bytes: number, invocationType: string, limit: number): InvokeError {
  return new InvokeError(413, 'RequestEntityTooLargeException', {
    Type: 'User',
    message: `${bytes} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`,
  });
}

/** A payload that is not JSON (docs/facts/b.md#b6), with the message of docs/facts/a.md#a55. */
export function payloadNotJson(parserText: string): InvokeError {
  return new InvokeError(400, 'InvalidRequestContentException', {
    Type: 'User',
    message: `Could not parse request body into json: Could not parse payload into json: ${parserText}`,
  });
}

/** Lambda's own failure, as its API names it: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export function serviceFailure(cause: unknown): InvokeError {
  const body = { Type: 'Service', Message: 'An error occurred and the request cannot be processed.' };
  return new InvokeError(500, 'ServiceException', body, { cause });
}

/** Only synchronous invocations are throttled with an error (docs/facts/b.md#b14). */
export function throttled(reserved: boolean): InvokeError {
  return new InvokeError(429, 'TooManyRequestsException', {
    Reason: `${reserved ? 'ReservedFunction' : ''}ConcurrentInvocationLimitExceeded`,
    Type: 'User',
    message: 'Rate Exceeded.',
  });
}
