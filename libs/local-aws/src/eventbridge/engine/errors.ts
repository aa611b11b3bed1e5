export type EventBridgeErrorCode =
  | 'InvalidEventPatternException'
  | 'IllegalStatusException'
  | 'LimitExceededException'
  | 'ResourceAlreadyExistsException'
  | 'ResourceNotFoundException'
  | 'SerializationException'
  | 'ValidationException';

/**
 * An error response of EventBridge. Its HTTP status is always 400 (docs/facts/c.md#c7,
 * #c13).
 */
export class EventBridgeError extends Error {
  override readonly name = 'EventBridgeError';
  readonly status = 400;
  readonly code: EventBridgeErrorCode;

  constructor(code: EventBridgeErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The error for an invalid parameter, in EventBridge's words. */
export const invalidParameter = (parameter: string, reason: string): EventBridgeError =>
  new EventBridgeError('ValidationException', `Parameter ${parameter} is not valid. Reason: ${reason}`);

/**
 * A target that can't accept an event now but may later: throttled, busy, unreachable. The event is retried
 * (docs/facts/c.md#c34).
 */
export class TargetUnavailableError extends Error {
  override readonly name = 'TargetUnavailableError';
  /** As a dead-letter message names it, such as `THROTTLING` (docs/facts/c.md#c35). */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * A target that will never accept the event: it does not exist, or permission is missing. The event is not retried
 * (docs/facts/c.md#c34).
 */
export class TargetRejectedError extends Error {
  override readonly name = 'TargetRejectedError';
  /** As a dead-letter message names it, such as `NO_PERMISSIONS` (docs/facts/c.md#c35). */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
