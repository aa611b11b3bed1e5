import { createHash } from 'node:crypto';
import { AuthenticationError, headerValue, type HttpRequest } from '../../../kernel/index.ts';
import type { PresentedSignature } from './presented-signature.ts';

/**
 * Reads `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`.
 * @throws AuthenticationError `IncompleteSignature` with AWS's message about the missing parts (docs/facts/a.md#a3, #a5, #a6)
 */
export function parseAuthorizationHeader(header: string, request: HttpRequest): PresentedSignature {
  const [algorithm = '', ...rest] = header.trim().split(' ');
  const parameters = parseParameters(rest.join(' '), header);
  const credential = parameters.get('Credential');
  const signature = parameters.get('Signature');
  const signedHeaders = parameters.get('SignedHeaders');
  const date = headerValue(request, 'x-amz-date') ?? headerValue(request, 'date');
  if (!credential || !signature || signedHeaders === undefined || !date) {
    const missing = [
      ...(credential ? [] : ["Authorization header requires 'Credential' parameter."]),
      ...(signature ? [] : ["Authorization header requires 'Signature' parameter."]),
      ...(signedHeaders === undefined ? ["Authorization header requires 'SignedHeaders' parameter."] : []),
      ...(date ? [] : ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."]),
    ];
    throw new AuthenticationError('IncompleteSignature', `${missing.join(' ')} Authorization=${header}`);
  }
  const sessionToken = headerValue(request, 'x-amz-security-token');
  return {
    algorithm,
    credential,
    signature,
    signedHeaders: signedHeaders.split(';'),
    date,
    ...(sessionToken !== undefined && { sessionToken }),
  };
}

function parseParameters(text: string, header: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const parameter of text.split(',').map((part) => part.trim())) {
    if (parameter === '') continue;
    const equals = parameter.indexOf('=');
    if (equals === -1) throw notKeyValue(header);
    parameters.set(parameter.slice(0, equals), parameter.slice(equals + 1));
  }
  return parameters;
}

/** AWS stopped repeating the header's text here, as it often holds a bearer token. */
function notKeyValue(header: string): AuthenticationError {
  const hash = createHash('sha256').update(header).digest('base64');
  return new AuthenticationError(
    'IncompleteSignature',
    `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
  );
}
