export type AuthenticationErrorCode =
  'MissingAuthenticationToken' | 'IncompleteSignature' | 'UnrecognizedClient' | 'InvalidSignature' | 'ExpiredToken';

/** The problem with a signature, where the code doesn't identify it: services use different names for these. */
export type SignatureProblem = 'expired' | 'notYetCurrent' | 'wrongScope' | 'mismatch';

/**
 * A request whose caller could not be authenticated. The message is API Gateway's (docs/facts/a.md#a1 to #a13);
 * its error type is the code followed by `Exception`.
 */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  readonly code: AuthenticationErrorCode;
  readonly problem: SignatureProblem | undefined;

  constructor(code: AuthenticationErrorCode, message: string, problem?: SignatureProblem) {
    super(message);
    this.code = code;
    this.problem = problem;
  }
}
