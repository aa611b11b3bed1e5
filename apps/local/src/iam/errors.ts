export type AuthenticationErrorCode =
  'MissingAuthenticationToken' | 'IncompleteSignature' | 'UnrecognizedClient' | 'InvalidSignature' | 'ExpiredToken';

/**
 * A request whose sender isn't known. The message is what API Gateway says (A1-A13);
 * its error type is the code followed by `Exception`.
 */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  readonly code: AuthenticationErrorCode;

  constructor(code: AuthenticationErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A known caller who may not do what was asked. The message is what AWS services say, `User: … is not authorized …`. */
export class AccessDeniedError extends Error {
  override readonly name = 'AccessDeniedError';
  readonly code = 'AccessDenied';
}

/** A policy document that the local run can't evaluate; the message says where and why. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code = 'MalformedPolicyDocument';
}
