import { AuthenticationError, headerValue, type HttpRequest } from '../../../kernel/index.ts';
import { parseAuthorizationHeader } from './authorization-header.ts';
import { parsePresignedQuery, presignedParameters } from './presigned-query.ts';

/** The signature parameters of a request, not yet verified. */
export interface PresentedSignature {
  readonly algorithm: string;
  /** `key id/date/region/service/aws4_request` */
  readonly credential: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** As sent: `X-Amz-Date`, or `Date`. */
  readonly date: string;
  readonly sessionToken?: string;
  /** How long a presigned URL is valid. */
  readonly expiresInSeconds?: number;
}

/**
 * The signature of a request, from its `Authorization` header, or else from its presigned query.
 * @throws AuthenticationError if there is none (docs/facts/a.md#a1, #a2) or if it is incomplete (docs/facts/a.md#a3,
 *   #a5, #a6)
 */
export function presentedSignature(request: HttpRequest): PresentedSignature {
  const authorization = headerValue(request, 'authorization');
  if (authorization !== undefined) return parseAuthorizationHeader(authorization, request);
  const parameters = presignedParameters(request.query);
  if (parameters.size > 0) return parsePresignedQuery(parameters);
  throw new AuthenticationError('MissingAuthenticationToken', 'Missing Authentication Token');
}
