import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../kernel/index.ts';
import { canonicalRequest } from './canonical-request.ts';
import { presentedSignature } from './presented-signature.ts';
import { authenticate } from './signature.ts';
import { stringToSign } from './signing-key.ts';

const folder = process.env.SIGV4_VECTORS ?? '';
const isThere = folder !== '' && existsSync(folder);
const scope = { date: '20150830', region: 'us-east-1', service: 'service', terminator: 'aws4_request' };
const caller = { accountId: '1', accessKeyId: 'AKIDEXAMPLE', principalId: 'AIDA', arn: 'arn:aws:iam::1:user/a' };

const read = (file: string) => readFileSync(file, 'latin1').replaceAll('\r\n', '\n');

/** Parses a raw request; a folded header line counts as another value, as in the suite's canonical requests. */
function parseRequest(file: string): HttpRequest {
  const [head = '', ...body] = read(file).split('\n\n');
  const [requestLine = '', ...headerLines] = head.split('\n');
  const target = requestLine.slice(requestLine.indexOf(' ') + 1, requestLine.lastIndexOf(' '));
  const headers: [string, string][] = [];
  for (const line of headerLines.filter((text) => text !== '')) {
    const colon = line.indexOf(':');
    headers.push(line.startsWith(' ') ? [headers.at(-1)![0], line] : [line.slice(0, colon), line.slice(colon + 1)]);
  }
  const [path = '', ...query] = target.split('?');
  return {
    method: requestLine.slice(0, requestLine.indexOf(' ')),
    path,
    query: query.join('?'),
    headers,
    body: Buffer.from(body.join('\n\n'), 'latin1'),
    sourceIp: '127.0.0.1',
  };
}

const requests = isThere ? globSync(join(folder, '**/*.req')).map((file) => file.slice(0, -'.req'.length)) : [];

// The suite is AWS's and isn't copied here.
describe.skipIf(!isThere)(
  `AWS's SigV4 test suite${isThere ? '' : ' (skipped: set SIGV4_VECTORS to the folder with the vectors)'}`,
  () => {
    it('has its 31 requests', () => {
      expect(requests).toHaveLength(31);
    });

    it.each(requests.map((request) => [basename(request), request]))('E8 %s', (_, request) => {
      const signed = parseRequest(`${request}.sreq`);
      const presented = presentedSignature(signed);
      const canonical = canonicalRequest(signed, presented.signedHeaders);

      expect(canonical.toString('latin1')).toBe(read(`${request}.creq`));
      expect(stringToSign('20150830T123600Z', scope, canonical)).toBe(read(`${request}.sts`));
      expect(
        authenticate(signed, {
          service: 'service',
          region: 'us-east-1',
          realTime: Date.parse('2015-08-30T12:36:00Z'),
          credentials: {
            find: () => ({ secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', caller }),
          },
        }),
      ).toBe(caller);
    });
  },
);
