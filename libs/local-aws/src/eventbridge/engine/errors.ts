export type EventBridgeErrorCode =
  | 'InvalidEventPatternException'
  | 'IllegalStatusException'
  | 'LimitExceededException'
  | 'ResourceAlreadyExistsException'
  | 'ResourceNotFoundException'
  | 'SerializationException'
  | 'ValidationException';

/**
 * An answer of EventBridge that refuses a request. Its HTTP status is 400 whatever its code says (docs/facts/c.md#c7,
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

/** A parameter's value that EventBridge refuses, in its usual words. */
export const invalidParameter = (parameter: string, reason: string): EventBridgeError =>
  new EventBridgeError('ValidationException', `Parameter ${parameter} is not valid. Reason: ${reason}`);

/**
 * A target that can't take an event now but may later: throttled, busy, out of reach. Its event is tried again
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
 * A target that will never take the event: it is gone, or the permission is missing. Nothing is tried again
 * (docs/facts/c.md#c34).
 */
export class TargetRefusedError extends Error {
  override readonly name = 'TargetRefusedError';
  /** As a dead-letter message names it, such as `NO_PERMISSIONS` (docs/facts/c.md#c35). */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
