export type AuthenticationErrorCode =
  'MissingAuthenticationToken' | 'IncompleteSignature' | 'UnrecognizedClient' | 'InvalidSignature' | 'ExpiredToken';

/**
 * A request whose sender isn't known. The message is what API Gateway says (docs/facts/a.md#a1 to #a13);
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
