import { describe, expect, it } from 'vitest';
import * as errors from './gateway-error.ts';
import { defaultStatus, isGatewayResponseType } from './gateway-response-types.ts';

describe('the types of gateway responses', () => {
  it('A22 number 21, two of them without a status', () => {
    expect(Object.keys(defaultStatus)).toHaveLength(19);
    expect(isGatewayResponseType('DEFAULT_4XX') && isGatewayResponseType('DEFAULT_5XX')).toBe(true);
    expect(isGatewayResponseType('toString')).toBe(false);
    expect(defaultStatus).toMatchObject({
      ACCESS_DENIED: 403,
      API_CONFIGURATION_ERROR: 500,
      BAD_REQUEST_BODY: 400,
      BAD_REQUEST_PARAMETERS: 400,
      EXPIRED_TOKEN: 403,
      INTEGRATION_FAILURE: 504,
      INTEGRATION_TIMEOUT: 504,
      INVALID_SIGNATURE: 403,
      MISSING_AUTHENTICATION_TOKEN: 403,
      REQUEST_TOO_LARGE: 413,
      THROTTLED: 429,
      UNSUPPORTED_MEDIA_TYPE: 415,
    });
  });

  it.each([
    ['BAD_REQUEST_BODY', 'BadRequestException', errors.invalidBody(() => '')],
    ['BAD_REQUEST_PARAMETERS', 'BadRequestException', errors.missingParameters(['a'])],
    ['UNSUPPORTED_MEDIA_TYPE', 'BadRequestException', errors.unsupportedMediaType()],
    ['API_CONFIGURATION_ERROR', 'InternalServerErrorException', errors.internalServerError('why')],
    ['THROTTLED', 'TooManyRequestsException', errors.tooManyRequests()],
    ['MISSING_AUTHENTICATION_TOKEN', 'MissingAuthenticationTokenException', errors.missingAuthenticationToken()],
  ])('A25 %s has the error type %s', (responseType, errorType, error) => {
    expect(error).toMatchObject({ responseType, errorType });
  });
});
