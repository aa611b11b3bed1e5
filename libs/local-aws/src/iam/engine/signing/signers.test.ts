import { AwsV4Signer } from 'aws4fetch';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../kernel/index.ts';
import { authenticate } from './signature.ts';
import { Sha256, SignatureV4 } from './testing/smithy-signer.ts';

const signedAt = Date.parse('2026-11-22T12:00:00Z');
const key = { accessKeyId: 'ASIAKNOWN', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG', sessionToken: 'a/b+c==' };
const scope = { service: 'execute-api', region: 'eu-west-1' };
const caller = { accountId: '1', accessKeyId: 'ASIAKNOWN', principalId: 'AROA:me', arn: 'arn:aws:sts::1:a/b/me' };
const host = '127.0.0.1:4566';

const authenticateAt = (request: HttpRequest, now = signedAt) =>
  authenticate(request, {
    ...scope,
    realTime: now,
    credentials: {
      find: (accessKeyId, token) =>
        accessKeyId === key.accessKeyId && token === key.sessionToken
          ? { secretAccessKey: key.secretAccessKey, caller }
          : undefined,
    },
  });

interface Plain {
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const encodeAll = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const segment = fc.oneof(
  fc.constantFrom('jobs', '.', '..', '', 'a b', 'ü', '%', "~!*'()", '+', '=', ';:@', '\u{1f600}'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const plain: fc.Arbitrary<Plain> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path: fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.map(encodeURIComponent).join('/')}`),
  query: fc.array(
    fc.tuple(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter((name) => !/^x-amz-/i.test(name)),
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom('a b', '+', '&=', 'ü', '%20')),
    ),
    { maxLength: 5 },
  ),
  headers: fc.dictionary(
    fc.constantFrom('x-a', 'X-B', 'Idempotency-Key', 'content-type', 'x-amz-meta'),
    fc.stringMatching(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/),
  ),
  body: fc.string({ unit: 'grapheme' }),
});

// Requests signed by third-party signers, as their bytes would arrive here.

describe('@smithy/signature-v4', () => {
  const signer = new SignatureV4({ ...scope, credentials: key, sha256: Sha256 });

  const query = (parameters: Plain['query']) => {
    const grouped: Record<string, string[]> = {};
    for (const [name, value] of parameters) Object.assign(grouped, { [name]: [...(grouped[name] ?? []), value] });
    return grouped;
  };
  const toSign = ({ method, path, query: parameters, headers, body }: Plain) => ({
    method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    path,
    query: query(parameters.filter(([name]) => name !== '__proto__')),
    headers: { ...headers, host },
    body,
  });
  type Signed = Awaited<ReturnType<typeof signer.sign>> & object;
  const onTheWire = (signed: Extract<Signed, { method: string }>, body: string): HttpRequest => ({
    method: signed.method,
    path: signed.path,
    query: Object.entries(signed.query ?? {})
      .flatMap(([name, values]) => [values ?? []].flat().map((value) => `${encodeAll(name)}=${encodeAll(value)}`))
      .join('&'),
    headers: Object.entries(signed.headers).reverse(),
    body: Buffer.from(body),
    sourceIp: '127.0.0.1',
  });

  it('signs any request so that it is authenticated', async () => {
    await fc.assert(
      fc.asyncProperty(plain, async (request) => {
        const signed = await signer.sign(toSign(request), { signingDate: new Date(signedAt) });
        expect(authenticateAt(onTheWire(signed, request.body))).toBe(caller);
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it('presigns any request so that it is valid until it expires', async () => {
    await fc.assert(
      fc.asyncProperty(plain, async (request) => {
        const signed = await signer.presign(toSign(request), { signingDate: new Date(signedAt), expiresIn: 3600 });
        const received = onTheWire(signed, request.body);

        expect(authenticateAt(received, signedAt + 3_600_000)).toBe(caller);
        expect(() => authenticateAt(received, signedAt + 3_601_000)).toThrow(/^Signature expired: 20261122T120000Z/);
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it.each(['X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date', 'X-Amz-Algorithm'])(
    'presigns a request that is rejected without %s',
    async (name) => {
      const request: Plain = { method: 'GET', path: '/dev/jobs', query: [], headers: {}, body: '' };
      const signed = await signer.presign(toSign(request), { signingDate: new Date(signedAt), expiresIn: 60 });
      const received = onTheWire(signed, '');
      const cut = received.query.split('&').filter((parameter) => !parameter.startsWith(`${name}=`));

      expect(() => authenticateAt({ ...received, query: cut.join('&') })).toThrow(
        `AWS query-string parameters must include '${name}'. Re-examine the query-string parameters.`,
      );
    },
  );

  it.each(['604801', '-1', '1.5', 'x', ''])(
    'presigns a request that is rejected with X-Amz-Expires=%s',
    async (value) => {
      const request: Plain = { method: 'GET', path: '/dev/jobs', query: [], headers: {}, body: '' };
      const signed = await signer.presign(toSign(request), { signingDate: new Date(signedAt), expiresIn: 60 });
      const received = onTheWire(signed, '');

      expect(() =>
        authenticateAt({ ...received, query: received.query.replace('X-Amz-Expires=60', `X-Amz-Expires=${value}`) }),
      ).toThrow(expect.objectContaining({ code: 'IncompleteSignature' }));
    },
  );
});

describe('aws4fetch', () => {
  const onTheWire = async (request: Plain, signQuery: boolean): Promise<HttpRequest> => {
    const parameters = new URLSearchParams(request.query.map(([name, value]): [string, string] => [name, value]));
    const signed = await new AwsV4Signer({
      ...scope,
      ...key,
      method: request.method,
      url: `http://${host}${request.path}?${parameters.toString()}`,
      headers: request.headers,
      body: request.body,
      datetime: '20261122T120000Z',
      signQuery,
    }).sign();
    return {
      method: signed.method,
      path: signed.url.pathname,
      query: signed.url.search.slice(1),
      headers: [['Host', host], ...signed.headers],
      body: Buffer.from(request.body),
      sourceIp: '127.0.0.1',
    };
  };

  it.each([false, true])(
    'signs any request so that it is authenticated (in its query: %s)',
    async (signQuery) => {
      await fc.assert(
        fc.asyncProperty(plain, async (request) => {
          expect(authenticateAt(await onTheWire(request, signQuery))).toBe(caller);
        }),
        { numRuns: 300 },
      );
    },
    30_000,
  );

  it('presigns a request without X-Amz-Expires that is valid for five minutes', async () => {
    const received = await onTheWire({ method: 'GET', path: '/dev/jobs', query: [], headers: {}, body: '' }, true);

    expect(authenticateAt(received, signedAt + 300_000)).toBe(caller);
    expect(() => authenticateAt(received, signedAt + 301_000)).toThrow('Signature expired');
  });
});
