export type AuthenticationErrorCode =
  'MissingAuthenticationToken' | 'IncompleteSignature' | 'UnrecognizedClient' | 'InvalidSignature' | 'ExpiredToken';

/** What is wrong with a signature, where the code alone doesn't say: services have names of their own for it. */
export type SignatureProblem = 'expired' | 'notYetCurrent' | 'wrongScope' | 'mismatch';

/**
 * A request whose sender isn't known. The message is what API Gateway says (docs/facts/a.md#a1 to #a13);
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
