import { createHash, createHmac } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signRequest } from './sign-request.ts';
import { testCredentials } from './testing/jobs-fixture.ts';

const folder = process.env.SIGV4_VECTORS ?? '';
const isThere = folder !== '' && existsSync(folder);
const suite = { region: 'us-east-1', now: Date.parse('2015-08-30T12:36:00Z'), isSigned: () => true };
const requests = isThere ? globSync(join(folder, '**/*.req')).map((file) => file.slice(0, -'.req'.length)) : [];

// The suite is AWS's and isn't copied here.
describe.skipIf(!isThere)(`AWS's SigV4 test suite${isThere ? '' : ' (skipped: SIGV4_VECTORS names no folder)'}`, () => {
  it('has its 31 requests', () => {
    expect(requests).toHaveLength(31);
  });

  it.each(requests.map((request) => [basename(request), request]))('E8 %s', async (_, file) => {
    const { request, sessionToken } = readVector(`${file}.req`);

    const headers = await signRequest(
      request,
      { ...testCredentials, sessionToken },
      // It signs headers that proxies may change. Its paths are not percent-encoded, so that encoding them once is
      // what a URL does anyway.
      { ...suite, service: 'service', singleEncode: true },
    );

    expect(headers.get('authorization')).toBe(readFileSync(`${file}.authz`, 'utf8').trim());
  });
});

// Recorded with the AWS SDK's signer: npx nx run local-aws:record-signatures
describe('the golden signatures', () => {
  interface Golden {
    readonly name: string;
    readonly request: { method: string; target: string; headers: [string, string][]; body: string };
  }
  const file = resolve(import.meta.dirname, '../../local-aws/src/iam/engine/signing/golden/signatures.json');
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden[];
  // This signer hashes each body, signs each token, puts nothing into a query, and `fetch` sends a header once.
  const unlike = /^(?:presigned.*|unsigned-payload|post-session-token-unsigned|get-header-duplicate)$/;

  it.each(golden.filter(({ name }) => !unlike.test(name)).map(({ name, request }) => [name, request] as const))(
    'E8 %s',
    async (_, { method, target, headers: sent, body }) => {
      const headers = new Headers(sent);
      const expected = headers.get('authorization');
      const sessionToken = headers.get('x-amz-security-token') ?? undefined;
      for (const own of ['authorization', 'host', 'x-amz-date', 'x-amz-security-token']) headers.delete(own);

      const signed = await signRequest(
        {
          method,
          url: `https://example.amazonaws.com${target}`,
          headers,
          body: new TextEncoder().encode(body).buffer,
        },
        { ...testCredentials, sessionToken },
        { ...suite, service: 'execute-api' },
      );

      expect(signed.get('authorization')).toBe(expected);
    },
  );
});

// Recorded with botocore: see tools/botocore
describe("botocore's signatures of random requests", () => {
  interface Recorded {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly region: string;
    readonly signedAt: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string | null;
    readonly authorization: string;
  }
  const file = resolve(import.meta.dirname, '../../../tools/botocore/golden/signatures.json');
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded[];

  const sign = async (request: Recorded, more: Readonly<Record<string, string>> = {}) => {
    const { method, url, region, secretAccessKey } = request;
    const signed = await signRequest(
      { method, url, headers: new Headers({ ...more, ...request.headers }), body: request.body || null },
      { accessKeyId: 'AKIDEXAMPLE', secretAccessKey, sessionToken: request.sessionToken ?? undefined },
      { region, service: 'execute-api', now: Date.parse(request.signedAt) },
    );
    return signed.get('authorization');
  };

  it('are the same', async () => {
    for (const request of recorded) expect(await sign(request), request.url).toBe(request.authorization);
    expect(recorded).toHaveLength(200);
  });

  it('are the same whatever else is sent', async () => {
    const own = /^(?:authorization|content-type|host|idempotency-key|x-amz-.*)$/;
    const usual = [
      'accept',
      'accept-encoding',
      'cache-control',
      'connection',
      'te',
      'traceparent',
      'user-agent',
      'via',
    ];
    const name = fc
      .oneof(fc.constantFrom(...usual, 'x-forwarded-for', 'x-amzn-trace-id'), fc.stringMatching(/^[a-z][a-z-]{0,12}$/))
      .filter((value) => !own.test(value));
    const others = fc.dictionary(name, fc.stringMatching(/^[\w;=*/]{0,12}$/), { noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...recorded), others, async (request, more) => {
        expect(await sign(request, more)).toBe(request.authorization);
      }),
      { numRuns: 300 },
    );
  });
});

describe('signRequest', () => {
  const scope = { region: 'eu-west-1', service: 'execute-api', now: Date.parse('2026-11-18T11:06:40.999Z') };
  const encoded = (text: string) => new TextEncoder().encode(text).buffer;

  it("signs what the AWS SDK's signer signs, for any path, query, header, body and token", async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    const name = text.filter((value) => value !== '' && value !== '__proto__');
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 4 }),
        fc.dictionary(name, text, { maxKeys: 4, noNullPrototype: true }),
        fc.string({ unit: fc.constantFrom('a', 'B', ' ', '~', ';', ',', '"', 'é'), maxLength: 10 }),
        text,
        fc.option(fc.base64String({ minLength: 8 }), { nil: undefined }),
        async (segments, query, header, body, sessionToken) => {
          const path = `/dev/${segments.map(encodeURIComponent).join('/')}`;
          const search = new URLSearchParams(query).toString().replaceAll('+', '%20');
          const url = new URL(`https://abc.execute-api.eu-west-1.amazonaws.com${path}?${search}`);
          const headers = { 'content-type': 'application/json', 'x-amz-note': header };
          const signer = new SignatureV4({
            ...scope,
            credentials: { ...testCredentials, ...(sessionToken !== undefined && { sessionToken }) },
            sha256: Sha256,
            applyChecksum: false,
          });
          const expected = await signer.sign(
            {
              method: 'POST',
              protocol: 'https:',
              hostname: url.hostname,
              path: url.pathname,
              query: Object.fromEntries(url.searchParams),
              headers: { ...headers, host: url.host },
              body,
            },
            { signingDate: new Date(scope.now) },
          );

          const signed = await signRequest(
            { method: 'POST', url: url.href, headers: new Headers(headers), body: encoded(body) },
            { ...testCredentials, sessionToken },
            scope,
          );

          expect(signed.get('authorization')).toBe(expected.headers.authorization);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('signs what is asked for at another time and for another principal with another key', async () => {
    const sign = async (accessKeyId: string, now: number) => {
      const request = { method: 'GET', url: 'https://a.example/', headers: new Headers(), body: encoded('') };
      const credentials = { accessKeyId, secretAccessKey: `secret of ${accessKeyId}` };
      const signatures = [await signRequest(request, credentials, scope)];
      signatures.push(await signRequest(request, credentials, { ...scope, now }));
      return signatures.map((headers) => headers.get('authorization'));
    };

    const signatures = await Promise.all(['A', 'B'].map((id) => sign(id, scope.now + 86_400_000)));

    expect(new Set(signatures.flat()).size).toBe(4);
    expect(signatures[0]?.[1]).toContain('Credential=A/20261119/eu-west-1/execute-api/aws4_request');
  });

  it('replaces an authorization that is there, and sends what it does not sign', async () => {
    const headers = new Headers({ authorization: 'Bearer x', 'user-agent': 'me' });

    const signed = await signRequest(
      { method: 'GET', url: 'https://a.example/', headers, body: encoded('') },
      testCredentials,
      scope,
    );

    expect(signed.get('authorization')).toMatch(/^AWS4-HMAC-SHA256 .*SignedHeaders=host;x-amz-date,/);
    expect(signed.get('user-agent')).toBe('me');
    expect(headers.get('authorization')).toBe('Bearer x');
  });
});

/**
 * A header that comes twice, or continues in the next line, is one with both values, as `fetch` sends it but for a
 * space.
 */
function readVector(file: string) {
  const [head = '', ...bodies] = readFileSync(file, 'utf8').replaceAll('\r\n', '\n').split('\n\n');
  const [requestLine = '', ...lines] = head.replace(/\n +/g, ',').split('\n');
  const [, method = '', target = ''] = /^(\S+) (.*) HTTP/.exec(requestLine) ?? [];
  const values = new Map<string, string>();
  for (const line of lines.filter((text) => text !== '')) {
    const [, name = '', value = ''] = /^([^:]+):(.*)$/.exec(line) ?? [];
    const known = values.get(name.toLowerCase());
    values.set(name.toLowerCase(), known === undefined ? value : `${known},${value}`);
  }
  const host = values.get('host') ?? '';
  const sessionToken = values.get('x-amz-security-token');
  for (const own of ['host', 'x-amz-date', 'x-amz-security-token']) values.delete(own);
  const body = new TextEncoder().encode(bodies.join('\n\n')).buffer;
  return {
    request: { method, url: `https://${host}${target}`, headers: new Headers([...values]), body },
    sessionToken,
  };
}

/** The hash that the AWS SDK's signer wants, from Node. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = typeof secret === 'string' || secret === undefined ? secret : new Uint8Array(secret as ArrayBuffer);
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  }
  update(data: string | Uint8Array) {
    this.#hash.update(data);
  }
  digest() {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
  reset() {
    throw new Error('not needed to sign');
  }
}
