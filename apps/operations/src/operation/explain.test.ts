import { describe, expect, it } from 'vitest';
import { InterruptedError, OperationError } from './errors.ts';
import { explain } from './explain.ts';

const named = (name: string, message = 'as AWS says', more: object = {}) =>
  Object.assign(new Error(message), { name }, more);

describe('what goes wrong is explained', () => {
  it.each<readonly [error: unknown, text: RegExp]>([
    [
      named('CredentialsProviderError', 'Could not load credentials'),
      /no valid AWS credentials \(Could not.*AWS_PROFILE/s,
    ],
    [named('ExpiredToken'), /have expired.*AWS_PROFILE/s],
    [named('ExpiredTokenException'), /have expired/],
    [named('InvalidClientTokenId'), /does not accept the credentials: as AWS says.*AWS_PROFILE/s],
    [named('UnrecognizedClientException'), /does not accept the credentials/],
    [named('AccessDenied'), /The account denies it: as AWS says.*permission/s],
    [named('AccessDeniedException'), /The account denies it/],
    [named('Throttling', 'Rate exceeded'), /^AWS limits how often.*try again in a minute \(Rate exceeded\)\.$/],
    [named('TooManyRequestsException'), /AWS limits how often/],
    [named('Error', 'connect', { code: 'ECONNREFUSED' }), /AWS can't be reached \(connect\)/],
    [new Error('', { cause: named('Error', 'getaddrinfo', { code: 'ENOTFOUND' }) }), /can't be reached \(ENOTFOUND\)/],
    [new OperationError('Say which.'), /^Say which\.$/],
    [new InterruptedError('Interrupted.'), /^Interrupted\.$/],
    ['thrown', /^thrown$/],
  ])('%s', (error, text) => {
    expect(explain(error)).toMatch(text);
  });
});
