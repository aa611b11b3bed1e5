import type { GatewayResponseType } from './gateway-response-types.ts';

/** An error response that the gateway generates itself, before, instead of, or after calling the integration. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly responseType: GatewayResponseType;
  /** The value of `x-amzn-ErrorType` (docs/facts/a.md#a25). */
  readonly errorType: string;
  /**
   * Describes the validation errors of the body, evaluated lazily: `$context.error.validationErrorString`
   * (docs/facts/a.md#a34).
   */
  readonly validationErrors: (() => string) | undefined;
  /** The reason, for the operator of the API; never sent to the client. */
  readonly reason: string | undefined;

  constructor(options: {
    readonly responseType: GatewayResponseType;
    readonly errorType: string;
    readonly message: string;
    readonly validationErrors?: () => string;
    readonly reason?: string;
    readonly cause?: unknown;
  }) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.responseType = options.responseType;
    this.errorType = options.errorType;
    this.validationErrors = options.validationErrors;
    this.reason = options.reason;
  }
}

/** `$context.error` (docs/facts/a.md#a21, #a34). */
export function errorVariables(error: GatewayError) {
  return {
    message: error.message,
    messageString: JSON.stringify(error.message),
    responseType: error.responseType,
    /** Only evaluated if a template uses it. */
    get validationErrorString() {
      return error.validationErrors?.();
    },
  };
}

/** An unknown path or method, unsigned, is 403 Missing Authentication Token (docs/facts/a.md#a1, #a2) */
export const missingAuthenticationToken = () =>
  new GatewayError({
    responseType: 'MISSING_AUTHENTICATION_TOKEN',
    errorType: 'MissingAuthenticationTokenException',
    message: 'Missing Authentication Token',
  });

/** An unknown stage is 403 Forbidden (docs/facts/a.md#a17) */
export const forbidden = () =>
  new GatewayError({ responseType: 'INVALID_API_KEY', errorType: 'ForbiddenException', message: 'Forbidden' });

/** Missing required parameters are listed: header, path, query (docs/facts/a.md#a26) */
export const missingParameters = (names: readonly string[]) =>
  new GatewayError({
    responseType: 'BAD_REQUEST_PARAMETERS',
    errorType: 'BadRequestException',
    message: `Missing required request parameters: [${names.join(', ')}]`,
  });

/** A body that violates its model is 400 Invalid request body (docs/facts/a.md#a28) */
export const invalidBody = (validationErrors: () => string) =>
  new GatewayError({
    responseType: 'BAD_REQUEST_BODY',
    errorType: 'BadRequestException',
    message: 'Invalid request body',
    validationErrors,
  });

/** 415 Unsupported Media Type (docs/facts/a.md#a37) */
export const unsupportedMediaType = () =>
  new GatewayError({
    responseType: 'UNSUPPORTED_MEDIA_TYPE',
    errorType: 'BadRequestException',
    message: 'Unsupported Media Type',
  });

/** 429 Too Many Requests (docs/facts/a.md#a88) */
export const tooManyRequests = () =>
  new GatewayError({
    responseType: 'THROTTLED',
    errorType: 'TooManyRequestsException',
    message: 'Too Many Requests',
  });

/** The API is misconfigured; only its owner sees the reason (docs/facts/a.md#a52, #a53, #a83). */
export const internalServerError = (reason: string, cause?: unknown) =>
  new GatewayError({
    responseType: 'API_CONFIGURATION_ERROR',
    errorType: 'InternalServerErrorException',
    message: 'Internal server error',
    reason,
    cause,
  });

/** Timeouts and failures of the integration are 504 (docs/facts/a.md#a89) */
export const integrationTimeout = (timeoutMs: number) =>
  new GatewayError({
    responseType: 'INTEGRATION_TIMEOUT',
    errorType: 'InternalServerErrorException',
    message: 'Endpoint request timed out',
    reason: `the integration did not answer within ${timeoutMs} ms`,
  });

/** Timeouts and failures of the integration are 504 (docs/facts/a.md#a89) */
export const integrationUnreachable = (reason: string, cause: unknown) =>
  new GatewayError({
    responseType: 'INTEGRATION_FAILURE',
    errorType: 'InternalServerErrorException',
    message: 'Network error communicating with endpoint',
    reason,
    cause,
  });
