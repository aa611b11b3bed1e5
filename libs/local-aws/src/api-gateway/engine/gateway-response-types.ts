/** The types of gateway responses, with their default status (docs/facts/a.md#a22). */
export const defaultStatus = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  QUOTA_EXCEEDED: 429,
  REQUEST_TOO_LARGE: 413,
  RESOURCE_NOT_FOUND: 404,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
} as const;

export type GatewayResponseType = keyof typeof defaultStatus;

/** The types that stand for all others of their class (docs/facts/a.md#a23). */
export type DefaultResponseType = 'DEFAULT_4XX' | 'DEFAULT_5XX';

export function isGatewayResponseType(text: string): text is GatewayResponseType | DefaultResponseType {
  return text === 'DEFAULT_4XX' || text === 'DEFAULT_5XX' || Object.hasOwn(defaultStatus, text);
}

/** The types whose default body has a space after the colon (docs/facts/a.md#a83). */
export const spacedTypes: ReadonlySet<GatewayResponseType> = new Set([
  'API_CONFIGURATION_ERROR',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'AUTHORIZER_FAILURE',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'UNSUPPORTED_MEDIA_TYPE',
]);
