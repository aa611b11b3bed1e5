import type { AccessDeniedError } from '@jobs/local-aws/iam';
import {
  type AuthenticationError,
  type AuthenticationErrorCode,
  headerValue,
  type HttpRequest,
} from '@jobs/local-aws/kernel';
import { queryParameters } from '@jobs/local-aws/wire';

/**
 * The families of wire protocols: each has its own names and statuses for the same rejection (docs/facts/e.md#e9 to
 * #e11).
 */
export type Protocol = 'query' | 'json' | 'rest';

export function protocolOf(request: HttpRequest): Protocol {
  if (headerValue(request, 'x-amz-target') !== undefined) return 'json';
  return queryParameters(request) ? 'query' : 'rest';
}

type Code = AuthenticationErrorCode | 'AccessDenied';

const query: Readonly<Record<Code, readonly [status: number, code: string]>> = {
  MissingAuthenticationToken: [403, 'MissingAuthenticationToken'],
  IncompleteSignature: [400, 'IncompleteSignature'],
  UnrecognizedClient: [403, 'InvalidClientTokenId'],
  InvalidSignature: [403, 'SignatureDoesNotMatch'],
  ExpiredToken: [403, 'ExpiredToken'],
  AccessDenied: [403, 'AccessDenied'],
};

/** The error response of a protocol for a caller that is unknown or not permitted. */
export function rejection(
  error: AuthenticationError | AccessDeniedError,
  protocol: Protocol,
): { readonly status: number; readonly code: string; readonly message: string } {
  const message =
    error.code === 'MissingAuthenticationToken' ? 'Request is missing Authentication Token' : error.message;
  if (protocol === 'query') {
    const [status, code] = query[error.code];
    return { status, code, message };
  }
  return { status: protocol === 'json' ? 400 : 403, code: `${error.code}Exception`, message };
}
