import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../kernel/index.ts';
import { canonicalRequest } from './canonical-request.ts';
import { presentedSignature } from './presented-signature.ts';
import { authenticate } from './signature.ts';
import { stringToSign } from './signing-key.ts';
import { type GoldenSignature, goldenSigning, recordSignatures } from './testing/record-signatures.ts';

const file = resolve(import.meta.dirname, 'golden/signatures.json');
const golden = JSON.parse(readFileSync(file, 'utf8')) as GoldenSignature[];
const { region, service, signedAt, credentials } = goldenSigning;
const caller = {
  accountId: '1',
  accessKeyId: credentials.accessKeyId,
  principalId: 'AIDA',
  arn: 'arn:aws:iam::1:user/a',
};

function received({ request: { target, body, ...request } }: GoldenSignature): HttpRequest {
  const [path = '', ...query] = target.split('?');
  return { ...request, path, query: query.join('?'), body: Buffer.from(body), sourceIp: '127.0.0.1' };
}

const authenticateHere = (request: HttpRequest) =>
  authenticate(request, {
    service,
    region,
    realTime: signedAt,
    credentials: { find: () => ({ secretAccessKey: credentials.secretAccessKey, caller }) },
  });

describe("the golden signatures of the AWS SDK's signer", () => {
  it('are up to date with their requests: npx nx run local-aws:record-signatures', async () => {
    expect(await recordSignatures()).toEqual(golden);
  });

  it.each(golden.filter(({ name }) => name !== 'unsigned-payload').map((entry) => [entry.name, entry] as const))(
    'E8 %s',
    (_, entry) => {
      const request = received(entry);
      const canonical = canonicalRequest(request, presentedSignature(request).signedHeaders);
      const scope = { date: '20150830', region, service, terminator: 'aws4_request' };

      expect(canonical.toString('utf8')).toBe(entry.canonicalRequest);
      expect(stringToSign('20150830T123600Z', scope, canonical)).toBe(entry.stringToSign);
      expect(authenticateHere(request)).toBe(caller);
      expect(() => authenticateHere({ ...request, path: `${request.path}x` })).toThrow(/^The request signature we/);
    },
  );

  it('are rejected with UNSIGNED-PAYLOAD, which only S3 accepts', () => {
    const [unsigned] = golden.filter(({ name }) => name === 'unsigned-payload').map(received);

    expect(() => authenticateHere(unsigned!)).toThrow(/^The request signature we calculated does not match/);
  });
});
