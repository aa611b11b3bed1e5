import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AdjustableClock, AuthenticationError, type HttpRequest } from '../../../kernel/index.ts';
import { createIam } from '../iam.ts';
import { parsePolicyDocument } from '../policy-document.ts';
import { authenticate } from './signature.ts';
import { formatSigningDate } from './signing-date.ts';

const clock = new AdjustableClock();
const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } };
const role = {
  arn: 'arn:aws:iam::000000000000:role/Invoke',
  name: 'Invoke',
  id: 'AROAINVOKE',
  assumeRolePolicy: parsePolicyDocument({ Version: '2012-10-17', Statement: trust }, 'test'),
  policies: [],
};
const iam = createIam({
  accountId: '000000000000',
  region: 'eu-west-1',
  clock,
  user: { name: 'jobs-local', accessKeyId: 'AKIAUSER', secretAccessKey: 'secret' },
  roles: [role],
});
const session = iam.assumeRole(iam.user, role.arn, 'me', 3600).credentials;

/** Bytes as Node decodes them in headers (Latin-1). */
const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });
const date = fc.oneof(fc.constant(formatSigningDate(clock.now())), bytes);
const scope = fc.constant(`${formatSigningDate(clock.now()).slice(0, 8)}/eu-west-1/execute-api/aws4_request`);
const key = fc.oneof(fc.constantFrom('AKIAUSER', session.accessKeyId, '__proto__', 'constructor'), bytes);
const credential = fc.oneof(
  bytes,
  fc.tuple(key, fc.oneof(scope, bytes)).map(([id, rest]) => `${id}/${rest}`),
);
const names = fc.oneof(fc.constantFrom('host', 'host;x-amz-date', 'host;host', 'host;', ';'), bytes);
const signature = fc.oneof(fc.stringMatching(/^[0-9a-f]{64}$/), bytes);
const token = fc.option(fc.oneof(fc.constantFrom(session.sessionToken, session.sessionToken.slice(4)), bytes), {
  nil: undefined,
});
const authorization = fc.oneof(
  bytes,
  fc
    .tuple(fc.constantFrom('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256', 'Bearer'), credential, names, signature)
    .map(
      ([algorithm, ...parts]) => `${algorithm} Credential=${parts[0]},SignedHeaders=${parts[1]}, Signature=${parts[2]}`,
    ),
);
const presigned = fc
  .tuple(
    credential,
    date,
    fc.oneof(fc.constantFrom('0', '60', '604800', '99999999999'), bytes),
    names,
    signature,
    token,
  )
  .map(
    ([id, at, expires, signedHeaders, hex, sessionToken]) =>
      `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${id}&X-Amz-Date=${at}&X-Amz-Expires=${expires}` +
      `&X-Amz-SignedHeaders=${signedHeaders}&X-Amz-Signature=${hex}` +
      (sessionToken === undefined ? '' : `&X-Amz-Security-Token=${encodeURIComponent(sessionToken)}`),
  );

const request: fc.Arbitrary<HttpRequest> = fc
  .record({
    path: bytes,
    query: fc.oneof(bytes, presigned),
    authorization: fc.option(authorization, { nil: undefined }),
    date: fc.option(date, { nil: undefined }),
    token,
    more: fc.array(fc.tuple(bytes, bytes), { maxLength: 3 }),
    body: fc.uint8Array({ maxLength: 64 }),
  })
  .map(({ path, query, body, more, ...headers }) => ({
    method: 'POST',
    path,
    query,
    headers: [
      ...more,
      ['Host', '127.0.0.1'] as const,
      ...(headers.authorization === undefined ? [] : [['Authorization', headers.authorization] as const]),
      ...(headers.date === undefined ? [] : [['X-Amz-Date', headers.date] as const]),
      ...(headers.token === undefined ? [] : [['X-Amz-Security-Token', headers.token] as const]),
    ],
    body: Buffer.from(body),
    sourceIp: '127.0.0.1',
  }));

it('any request without a valid signature is rejected with an AuthenticationError', () => {
  const codes = new Set<string>();
  fc.assert(
    fc.property(request, (hostile) => {
      try {
        authenticate(hostile, {
          service: 'execute-api',
          region: 'eu-west-1',
          realTime: clock.now(),
          credentials: iam.credentials,
        });
      } catch (error) {
        expect(error).toBeInstanceOf(AuthenticationError);
        codes.add((error as AuthenticationError).code);
        return;
      }
      expect.unreachable('the request was accepted');
    }),
    { numRuns: 5000 },
  );
  expect([...codes].sort()).toEqual([
    'IncompleteSignature',
    'InvalidSignature',
    'MissingAuthenticationToken',
    'UnrecognizedClient',
  ]);
}, 30_000);
