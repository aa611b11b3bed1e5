import { headerValue, type HttpRequest } from '../../../kernel/index.ts';
import type { SigningRules } from './canonical-request.ts';
import { decodeUriComponent, percentEncode } from './percent-encoding.ts';

const unsignedPayload = 'UNSIGNED-PAYLOAD';

/**
 * The rules of S3, where `.`, `..` and empty segments are parts of a key, the path is encoded once, a header stands for
 * the body, and clocks may be off by 15 minutes:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export const s3SigningRules: SigningRules = {
  canonicalPath: (path) =>
    path
      .split('/')
      .map((segment) => percentEncode(decodeUriComponent(segment)))
      .join('/'),
  payload: (request) => headerValue(request, 'x-amz-content-sha256') ?? presignedPayload(request) ?? unsignedPayload,
  maxSkewMs: 15 * 60 * 1000,
};

const presignedPayload = ({ query }: HttpRequest) =>
  new URLSearchParams(query).get('X-Amz-Content-Sha256') ?? undefined;
