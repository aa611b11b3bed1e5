import { InterruptedError } from './errors.ts';

const signIn =
  'Set AWS_PROFILE, or sign in (aws sso login, aws login), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';
const expired = /^(?:ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/;
const unknown =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature)$/;
const denied = /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError)$/;
const throttled =
  /^(?:Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded)$/;
const unreachable = /^(?:ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;

/** Whether AWS denied the request because the caller lacks a permission. */
export const isDenied = (error: unknown): error is Error => error instanceof Error && denied.test(error.name);

/** Explains an error to the user, with what to do next. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  if (error instanceof InterruptedError) return message;
  if (name === 'CredentialsProviderError') return `No valid AWS credentials (${message}).\n${signIn}`;
  if (expired.test(name)) return `The AWS credentials have expired.\n${signIn}`;
  if (unknown.test(name)) return `AWS rejected the credentials: ${message}\n${signIn}`;
  if (isDenied(error)) return `Access denied: ${message}\nUse credentials with that permission.`;
  if (throttled.test(name)) return `AWS throttled the request (${message}). Try again in a minute.`;
  const code = codeOf(error);
  if (code !== undefined && unreachable.test(code)) {
    return `Cannot reach AWS (${message || code}). Check the region and the network.`;
  }
  return message;
}

function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : undefined;
}
