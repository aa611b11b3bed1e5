import { AuthenticationError, headerValue, type HttpRequest } from '../../kernel/index.ts';
import { S3Error } from '../engine/s3-error.ts';
import { bucketOfHost } from './address.ts';
import type { S3Ports, Verified } from './ports.ts';

/**
 * The caller who signed a request; undefined for an unsigned request.
 * @throws S3Error with S3's message for an invalid signature
 */
export function authenticate(request: HttpRequest, ports: S3Ports): Verified | undefined {
  const inHeader = headerValue(request, 'authorization') !== undefined;
  if (!inHeader && !/(?:^|&)(?:X-Amz-|AWSAccessKeyId=)/.test(request.query)) return undefined;
  if (inHeader && headerValue(request, 'x-amz-content-sha256') === undefined) {
    throw new S3Error('InvalidRequest', {}, 'Missing required header for this request: x-amz-content-sha256');
  }
  try {
    return ports.verify(request, bucketOfHost(request));
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error;
    if (error.code === 'MissingAuthenticationToken') return undefined;
    throw asS3Error(error, request, inHeader, ports.region);
  }
}

function asS3Error(error: AuthenticationError, request: HttpRequest, inHeader: boolean, region: string): S3Error {
  const malformed = inHeader ? 'AuthorizationHeaderMalformed' : 'AuthorizationQueryParametersError';
  switch (error.code) {
    case 'ExpiredToken':
      return new S3Error('ExpiredToken');
    case 'UnrecognizedClient':
      return new S3Error(hasToken(request) ? 'InvalidToken' : 'InvalidAccessKeyId');
    case 'InvalidSignature':
      break;
    default:
      return new S3Error(malformed, {}, error.message);
  }
  switch (error.problem) {
    case 'expired':
      return inHeader ? new S3Error('RequestTimeTooSkewed') : new S3Error('AccessDenied', {}, 'Request has expired');
    case 'notYetCurrent':
      return inHeader
        ? new S3Error('RequestTimeTooSkewed')
        : new S3Error('AccessDenied', {}, 'Request is not yet valid');
    case 'wrongScope': {
      const what = inHeader ? 'The authorization header is malformed' : 'Error parsing the X-Amz-Credential parameter';
      return new S3Error(malformed, { Region: region }, `${what}; ${error.message.trim()}`);
    }
    default:
      return new S3Error('SignatureDoesNotMatch');
  }
}

const hasToken = (request: HttpRequest) =>
  headerValue(request, 'x-amz-security-token') !== undefined || /x-amz-security-token=/i.test(request.query);
