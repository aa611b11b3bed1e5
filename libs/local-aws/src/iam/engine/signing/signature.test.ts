import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AuthenticationError, HttpRequest } from '../../../kernel/index.ts';
import { canonicalRequest } from './canonical-request.ts';
import { authenticate, type AuthenticationOptions } from './signature.ts';
import { formatSigningDate } from './signing-date.ts';
import { sign, stringToSign } from './signing-key.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const minutes = 60_000;
const caller = { accountId: '1', accessKeyId: 'AKIAKNOWN', principalId: 'AIDA', arn: 'arn:aws:iam::1:user/a' };
const options: AuthenticationOptions = {
  service: 'execute-api',
  region: 'eu-west-1',
  realTime: now,
  credentials: {
    find: (accessKeyId, token) => {
      if (accessKeyId === 'AKIAKNOWN' && token === undefined) return { secretAccessKey: 'secret', caller };
      if (accessKeyId !== 'ASIAKNOWN' || token === undefined) return undefined;
      return { secretAccessKey: 'secret', caller, expiresAt: token === 'expired' ? now : now + 1 };
    },
  },
};

interface Signing {
  readonly accessKeyId?: string;
  readonly signedAt?: number;
  readonly date?: string;
  readonly scope?: string;
  readonly names?: string;
  readonly token?: string;
  readonly algorithm?: string;
  readonly secret?: string;
}

/**
 * Signs with the code under test, so that each test can change one part; signers.test.ts checks against other signers.
 */
function signed(signing: Signing = {}): HttpRequest {
  const {
    accessKeyId = 'AKIAKNOWN',
    signedAt = now,
    date = formatSigningDate(signedAt),
    scope = `${formatSigningDate(signedAt).slice(0, 8)}/eu-west-1/execute-api/aws4_request`,
    names = 'host;x-amz-date',
    algorithm = 'AWS4-HMAC-SHA256',
    secret = 'secret',
  } = signing;
  const request: HttpRequest = {
    method: 'POST',
    path: '/dev/jobs',
    query: '',
    headers: [
      ['Host', '127.0.0.1:4566'],
      ['X-Amz-Date', date],
      ...(signing.token === undefined ? [] : [['X-Amz-Security-Token', signing.token] as const]),
    ],
    body: Buffer.from('{"seconds":1}'),
    sourceIp: '127.0.0.1',
  };
  const [scopeDate = '', region = '', service = '', terminator = ''] = scope.split('/');
  const parsed = { date: scopeDate, region, service, terminator };
  const signature = sign(
    secret,
    parsed,
    stringToSign(formatSigningDate(signedAt), parsed, canonicalRequest(request, names.split(';'))),
  );
  return withHeader(
    request,
    'Authorization',
    `${algorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  );
}

const withHeader = (request: HttpRequest, name: string, value: string): HttpRequest => ({
  ...request,
  headers: [...request.headers, [name, value]],
});

const withoutHeader = (request: HttpRequest, name: string): HttpRequest => ({
  ...request,
  headers: request.headers.filter(([sent]) => sent !== name),
});

const unsigned = withoutHeader(signed(), 'Authorization');
const withAuthorization = (value: string) => withHeader(unsigned, 'Authorization', value);

function rejectionOf(request: HttpRequest, overrides: Partial<AuthenticationOptions> = {}) {
  try {
    authenticate(request, { ...options, ...overrides });
  } catch (error) {
    const { name, code, message } = error as AuthenticationError;
    return { name, code, message };
  }
  return undefined;
}

const refused = (code: string, message: string) => ({ name: 'AuthenticationError', code, message });

describe('a signed request', () => {
  it('is authenticated by its key', () => {
    expect(authenticate(signed(), options)).toBe(caller);
  });

  it('A6 can carry Date instead of X-Amz-Date, in either format', () => {
    const request = (date: string): HttpRequest => {
      const named = signed({ names: 'host', date });
      return { ...named, headers: named.headers.map(([name, value]) => [name.replace('X-Amz-', ''), value]) };
    };

    expect(authenticate(request('Sun, 22 Nov 2026 12:00:00 GMT'), options)).toBe(caller);
    expect(authenticate(request('20261122T120000Z'), options)).toBe(caller);
  });

  it.each([
    ['its method', (request: HttpRequest): HttpRequest => ({ ...request, method: 'PUT' })],
    ['its path', (request: HttpRequest): HttpRequest => ({ ...request, path: '/dev/job' })],
    ['its query', (request: HttpRequest): HttpRequest => ({ ...request, query: 'a=1' })],
    ['its body', (request: HttpRequest): HttpRequest => ({ ...request, body: Buffer.from('{"seconds":2}') })],
    ['a signed header', (request: HttpRequest) => withHeader(request, 'host', 'other')],
    [
      'an unsigned payload',
      (request: HttpRequest) =>
        withHeader({ ...request, body: Buffer.from('x') }, 'X-Amz-Content-Sha256', 'UNSIGNED-PAYLOAD'),
    ],
  ])('A8 is rejected when %s was changed', (_, change) => {
    expect(rejectionOf(change(signed()))).toEqual({
      name: 'AuthenticationError',
      code: 'InvalidSignature',
      message: expect.stringMatching(
        /^The request signature we calculated does not match the signature you provided\. Check your AWS Secret Access Key and signing method\. Consult the service documentation for details\./,
      ) as string,
    });
  });

  it('ignores unsigned headers', () => {
    expect(authenticate(withHeader(signed(), 'X-Forwarded-For', '::1'), options)).toBe(caller);
  });

  it('A8 is rejected with another secret or a truncated signature', () => {
    const request = signed();
    const halved = request.headers.map(([name, value]) => [name, value.slice(0, -32)] as const);

    expect(rejectionOf(signed({ secret: 'other' }))?.code).toBe('InvalidSignature');
    expect(
      rejectionOf({ ...request, headers: halved.filter(([name]) => name === 'Authorization').concat(unsigned.headers) })
        ?.code,
    ).toBe('InvalidSignature');
  });

  it('A8 shows the expected canonical request', () => {
    const hash = createHash('sha256').update('{"seconds":1}').digest('hex');

    expect(rejectionOf(signed({ secret: 'other' }))?.message).toContain(
      `The Canonical String for this request should have been\n'POST\n/dev/jobs\n\nhost:127.0.0.1:4566\nx-amz-date:20261122T120000Z\n\nhost;x-amz-date\n${hash}'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20261122T120000Z\n20261122/eu-west-1/execute-api/aws4_request\n`,
    );
  });
});

describe('a request with a missing or incomplete signature', () => {
  it('A2 is rejected without an Authorization header', () => {
    expect(rejectionOf(unsigned)).toEqual(refused('MissingAuthenticationToken', 'Missing Authentication Token'));
  });

  it('A3 A5 is rejected for a bearer token, which is not repeated', () => {
    const hash = createHash('sha256').update('Bearer abc').digest('base64');

    expect(rejectionOf(withAuthorization('Bearer abc'))).toEqual(
      refused(
        'IncompleteSignature',
        `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
      ),
    );
  });

  it('A5 lists every missing part of a one-word header', () => {
    expect(rejectionOf(withoutHeader(withAuthorization('abc'), 'X-Amz-Date'))).toEqual(
      refused(
        'IncompleteSignature',
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=abc",
      ),
    );
  });

  it('A5 names the missing part', () => {
    const header = 'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, Signature=00';

    expect(rejectionOf(withAuthorization(header))).toEqual(
      refused(
        'IncompleteSignature',
        `Authorization header requires 'SignedHeaders' parameter. Authorization=${header}`,
      ),
    );
  });

  it('A6 is rejected without a date', () => {
    const request = withoutHeader(signed(), 'X-Amz-Date');
    const raw = request.headers.at(-1)![1];

    expect(rejectionOf(request)).toEqual(
      refused(
        'IncompleteSignature',
        `Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=${raw}`,
      ),
    );
  });

  it.each([
    ['a date in an unsupported format', { date: '2026-11-22' }],
    ['another algorithm', { algorithm: 'AWS4-HMAC-SHA1' }],
    ['a credential of four parts', { scope: '20261122/eu-west-1/execute-api' }],
    ['a credential of six parts', { scope: '20261122/eu-west-1/execute-api/aws4_request/more' }],
    ['a signed header that was not sent', { names: 'host;x-amz-date;x-foo' }],
  ])('is rejected for %s', (_, signing) => {
    expect(rejectionOf(signed(signing))?.code).toBe('IncompleteSignature');
  });

  it('E8 is rejected when host is not signed', () => {
    expect(rejectionOf(signed({ names: 'x-amz-date' }))).toEqual(
      refused('InvalidSignature', "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."),
    );
  });
});

describe('a request with unknown credentials', () => {
  const unrecognized = refused('UnrecognizedClient', 'The security token included in the request is invalid.');

  it.each([
    ['an unknown key', { accessKeyId: 'AKIAOTHER' }],
    ['a temporary key without its token', { accessKeyId: 'ASIAKNOWN' }],
    ["a user's key with a token", { token: 'any' }],
  ])('A7 E9 is rejected for %s', (_, signing) => {
    expect(rejectionOf(signed(signing))).toEqual(unrecognized);
  });

  it('A13 is rejected when the session has expired', () => {
    expect(rejectionOf(signed({ accessKeyId: 'ASIAKNOWN', token: 'expired' }))).toEqual(
      refused('ExpiredToken', 'The security token included in the request is expired'),
    );
  });

  it.each([
    ['signed', 'host;x-amz-date;x-amz-security-token'],
    ['not signed', 'host;x-amz-date'],
  ])('E7 is authenticated with a session token that is %s', (_, names) => {
    expect(authenticate(signed({ accessKeyId: 'ASIAKNOWN', token: 'valid', names }), options)).toBe(caller);
  });
});

describe('the age of a signature', () => {
  it.each([-5 * minutes, 5 * minutes])('A9 may be off by %i ms', (offset) => {
    expect(authenticate(signed({ signedAt: now + offset }), options)).toBe(caller);
  });

  it('A9 is rejected when older than five minutes', () => {
    expect(rejectionOf(signed({ signedAt: now - 5 * minutes - 1000 }))).toEqual(
      refused(
        'InvalidSignature',
        'Signature expired: 20261122T115459Z is now earlier than 20261122T115500Z (20261122T120000Z - 5 min.)',
      ),
    );
  });

  it('A10 is rejected when more than five minutes ahead', () => {
    expect(rejectionOf(signed({ signedAt: now + 5 * minutes + 1000 }))).toEqual(
      refused(
        'InvalidSignature',
        'Signature not yet current: 20261122T120501Z is still later than 20261122T120500Z (20261122T120000Z + 5 min.)',
      ),
    );
  });

  it("is measured on the real clock when the stack's clock was moved", () => {
    const later = { realTime: now + 600 * minutes, stackTime: now };

    expect(rejectionOf(signed(), later)).toBeUndefined();
    expect(rejectionOf(signed({ accessKeyId: 'ASIAKNOWN', token: 'valid' }), later)?.code).toBe('ExpiredToken');
  });
});

describe('a credential scope', () => {
  it.each([
    ['20261122/us-east-1/execute-api/aws4_request', "Credential should be scoped to a valid region, not 'us-east-1'. "],
    ['20261122/eu-west-1/sts/aws4_request', "Credential should be scoped to correct service: 'execute-api'. "],
    [
      '20261122/us-east-1/sts/aws4_request',
      "Credential should be scoped to a valid region, not 'us-east-1'. Credential should be scoped to correct service: 'execute-api'. ",
    ],
  ])('A11 %s is rejected', (scope, message) => {
    expect(rejectionOf(signed({ scope }))).toEqual(refused('InvalidSignature', message));
  });

  it.each(['20261121/eu-west-1/execute-api/aws4_request', '20261122/eu-west-1/execute-api/aws5_request'])(
    '%s is rejected',
    (scope) => {
      expect(rejectionOf(signed({ scope }))?.code).toBe('InvalidSignature');
    },
  );
});
