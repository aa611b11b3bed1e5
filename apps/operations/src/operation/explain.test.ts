import { describe, expect, it } from 'vitest';
import { InterruptedError, OperationError } from './errors.ts';
import { explain } from './explain.ts';

const named = (name: string, message = 'as AWS says', more: object = {}) =>
  Object.assign(new Error(message), { name }, more);

describe('explain', () => {
  it.each<readonly [error: unknown, text: RegExp]>([
    [
      named('CredentialsProviderError', 'Could not load credentials'),
      /No valid AWS credentials \(Could not.*AWS_PROFILE/s,
    ],
    [named('ExpiredToken'), /have expired.*AWS_PROFILE/s],
    [named('ExpiredTokenException'), /have expired/],
    [named('InvalidClientTokenId'), /rejected the credentials: as AWS says.*AWS_PROFILE/s],
    [named('UnrecognizedClientException'), /rejected the credentials/],
    [named('AccessDenied'), /Access denied: as AWS says.*permission/s],
    [named('AccessDeniedException'), /Access denied/],
    [named('Throttling', 'Rate exceeded'), /^AWS throttled the request \(Rate exceeded\)\. Try again in a minute\.$/],
    [named('TooManyRequestsException'), /AWS throttled the request/],
    [named('Error', 'connect', { code: 'ECONNREFUSED' }), /Cannot reach AWS \(connect\)/],
    [new Error('', { cause: named('Error', 'getaddrinfo', { code: 'ENOTFOUND' }) }), /Cannot reach AWS \(ENOTFOUND\)/],
    [new OperationError('Say which.'), /^Say which\.$/],
    [new InterruptedError('Interrupted.'), /^Interrupted\.$/],
    ['thrown', /^thrown$/],
  ])('%s', (error, text) => {
    expect(explain(error)).toMatch(text);
  });
});
