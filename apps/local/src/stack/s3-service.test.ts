import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createIam } from '@jobs/local-aws/iam';
import type { Clock, HttpRequest } from '@jobs/local-aws/kernel';
import { openS3 } from '@jobs/local-aws/s3';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createStackS3, isForS3 } from './s3-service.ts';

/** The key of the examples in AWS's documentation. */
const key = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const account = { accountId: '000000000000', region: 'us-east-1' };
const signedAt = Date.parse('2013-05-24T00:00:00Z');
const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A clock in 2013 that only moves when a test advances it. */
class ManualClock implements Clock {
  #now = signedAt;
  now(): number {
    return this.#now;
  }
  advance(byMs: number): void {
    this.#now += byMs;
  }
  setTimer(): never {
    throw new Error('S3 sets no timers.');
  }
}

async function prepare() {
  const clock = new ManualClock();
  const iam = createIam({ ...account, clock, user: { name: 'jobs-local', ...key }, roles: [] });
  const reportProblem = (problem: string) => {
    throw new Error(problem);
  };
  const definitions = [{ name: 'examplebucket', arn: 'arn:aws:s3:::examplebucket' }];
  const s3 = await openS3(definitions, { folder: temporaryFolder(), clock, reportProblem });
  const policies = new Map<string, never>();
  const service = createStackS3(s3, { account, iam, policies, stackClock: clock, realClock: clock, reportProblem });
  return { clock, s3, service };
}

type Headers = Readonly<Record<string, string>>;

function request(method: string, target: string, headers: Headers, body: Buffer = Buffer.alloc(0)): HttpRequest {
  const [path = '', query = ''] = target.split('?');
  const stream = Readable.from(body.length === 0 ? [] : [body]);
  onTestFinished(() => {
    stream.destroy();
  });
  return { method, path, query, headers: Object.entries(headers), body: Buffer.alloc(0), stream, sourceIp: '::1' };
}

const scope = `${key.accessKeyId}/20130524/us-east-1/s3/aws4_request`;
const authorization = (signedHeaders: string, signature: string) =>
  `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${signedHeaders},Signature=${signature}`;
const codeOf = (body: string | Buffer) => /<Code>(\w+)<\/Code>/.exec(body.toString())?.[1];

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html#example-signature-calculations-streaming
const chunkSignatures = [
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
  'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
];

function putInChunks(change: (body: string) => string = (body) => body): HttpRequest {
  const chunk = (text: string, index: number) =>
    `${text.length.toString(16)};chunk-signature=${chunkSignatures[index]}\r\n${text}\r\n`;
  const body = ['a'.repeat(65_536), 'a'.repeat(1024), ''].map(chunk).join('');
  const headers = {
    host: 's3.amazonaws.com',
    'x-amz-date': '20130524T000000Z',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    authorization: authorization(
      'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
      '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
    ),
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '66560',
    'content-length': '66824',
  };
  return request('PUT', '/examplebucket/chunkObject.txt', headers, Buffer.from(change(body)));
}

describe("the examples of AWS's documentation", () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html#example-signature-calculations
  const get = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': empty,
    'x-amz-date': '20130524T000000Z',
    authorization: authorization(
      'host;range;x-amz-content-sha256;x-amz-date',
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ),
  };
  const put = {
    date: 'Fri, 24 May 2013 00:00:00 GMT',
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-date': '20130524T000000Z',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    'content-length': '21',
    authorization: authorization(
      'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ),
  };

  it('a PUT Object request is accepted, but not with another body', async () => {
    const { service } = await prepare();
    const send = (body: string) => service.handle(request('PUT', '/test$file.text', put, Buffer.from(body)));
    expect(await send('Welcome to Amazon S3.')).toMatchObject({ status: 200 });
    const other = await send('Welcome to Amazon S4.');
    expect([other.status, codeOf(other.body)]).toEqual([400, 'XAmzContentSHA256Mismatch']);
  });

  it('a GET Object request is accepted, but not after 15 minutes', async () => {
    const { service, clock } = await prepare();
    const send = async (headers: Headers = get) =>
      codeOf((await service.handle(request('GET', '/test.txt', headers))).body);
    expect(await send()).toBe('NoSuchKey');
    expect(await send({ ...get, range: 'bytes=0-8' })).toBe('SignatureDoesNotMatch');
    clock.advance(14 * 60_000);
    expect(await send()).toBe('NoSuchKey');
    clock.advance(2 * 60_000);
    expect(await send()).toBe('RequestTimeTooSkewed');
  });

  it('a presigned URL is valid for a day', async () => {
    const { service, clock } = await prepare();
    // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    const parameters = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`;
    const send = async () => {
      const presigned = request('GET', `/test.txt?${parameters}`, { host: 'examplebucket.s3.amazonaws.com' });
      return (await service.handle(presigned)).body.toString();
    };
    expect(await send()).toContain('<Code>NoSuchKey</Code>');
    clock.advance(86_401_000);
    expect(await send()).toContain('<Message>Request has expired</Message>');
  });

  it('a body in signed chunks is stored', async () => {
    const { service } = await prepare();
    expect(await service.handle(putInChunks())).toMatchObject({ status: 200 });
  });

  it.each<[string, (body: string) => string]>([
    ['a byte', (body) => body.replace('\r\na', '\r\nb')],
    ['the order', (body) => body.replace(chunkSignatures[0] ?? '', chunkSignatures[1] ?? '')],
    ['the end', (body) => body.replace(chunkSignatures[2] ?? '', '0'.repeat(64))],
    ['a missing signature', (body) => body.replace(/;chunk-signature=[0-9a-f]+/, '')],
  ])('a body in signed chunks is rejected when it differs in %s', async (_what, change) => {
    const { service } = await prepare();
    const { body } = await service.handle(putInChunks(change));
    expect(codeOf(body)).toBe('SignatureDoesNotMatch');
  });
});

describe('a URL presigned with Signature Version 2', () => {
  const now = signedAt / 1000;
  const url = (expires: number, parameters = '') => {
    const text = `GET\n\n\n${expires}\n/examplebucket/k${parameters === '' ? '' : `?${decodeURIComponent(parameters)}`}`;
    const signature = createHmac('sha1', key.secretAccessKey).update(text).digest('base64');
    const query = `AWSAccessKeyId=${key.accessKeyId}&Expires=${expires}&Signature=${encodeURIComponent(signature)}`;
    return parameters === '' ? query : `${parameters}&${query}`;
  };

  it.each([
    ['in the path', '/examplebucket/k', '127.0.0.1:4566'],
    ['in the host name', '/k', 'examplebucket.localhost'],
  ])('is accepted with the bucket %s', async (_where, path, host) => {
    const { service, s3 } = await prepare();
    const send = async (query: string) => {
      const presigned = request('GET', `${path}?${query}`, { host });
      expect(isForS3(s3, presigned)).toBe(true);
      return codeOf((await service.handle(presigned)).body);
    };
    expect(await send(url(now + 60))).toBe('NoSuchKey');
    expect(await send(url(now + 60, 'response-cache-control=no-store'))).toBe('NoSuchKey');
    expect(await send(url(now - 1))).toBe('AccessDenied');
    expect(await send(url(now + 60).replace(`Expires=${now + 60}`, `Expires=${now + 61}`))).toBe(
      'SignatureDoesNotMatch',
    );
    expect(await send(url(now + 60).replace(key.accessKeyId, 'AKIAOTHER'))).toBe('InvalidAccessKeyId');
  });
});

describe('a request', () => {
  it('is for S3 if it is signed for S3, or if it is unsigned and names a bucket', async () => {
    const { s3 } = await prepare();
    const isForIt = (target: string, headers: Headers = {}) => isForS3(s3, request('GET', target, headers));
    expect(isForIt('/dev/jobs', { authorization: authorization('host', 'x') })).toBe(true);
    expect(isForIt('/dev/jobs', { authorization: authorization('host', 'x').replace('/s3/', '/execute-api/') })).toBe(
      false,
    );
    expect(isForIt('/examplebucket/k')).toBe(true);
    expect(isForIt('/k', { host: 'examplebucket.localhost:4566' })).toBe(true);
    expect(isForIt('/dev/jobs')).toBe(false);
    expect(isForIt('/')).toBe(false);
  });

  it('that is unsigned is rejected without a bucket policy', async () => {
    const { service } = await prepare();
    const { status, body } = await service.handle(request('GET', '/examplebucket/k', { host: 'x' }));
    expect([status, codeOf(body)]).toEqual([403, 'AccessDenied']);
  });
});
