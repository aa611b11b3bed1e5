import { readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startS3, temporaryFolder } from '../testing/s3-fixture.ts';

const Bucket = 'first';

async function raw(endpoint: string, bytes: string, leaves = false): Promise<string> {
  const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
  if (leaves) socket.end(bytes, 'latin1');
  else socket.write(bytes, 'latin1');
  let received = '';
  for await (const chunk of socket) received += String(chunk);
  return received;
}

const send = (endpoint: string, method: string, target: string, headers: Record<string, string> = {}, body = '') =>
  fetch(`${endpoint}${target}`, { method, headers, ...(body !== '' && { body }) });

describe('a key', () => {
  const keys = [
    ...['../x', '..', '.', './a', 'a//b', '/', '//', 'a/', '/etc/passwd', '..\\x', 'a\\b', '%2e%2e%2f', 'nul\u0001'],
    ...['ü', '東京/😀', 'a b+c', 'a?b#c', '<&">', "it's", '__proto__', 'constructor', 'x'.repeat(1024), 'con', ' '],
    ...['a\nb', 'é', 'e\u0301'],
  ];

  it('is never treated as a path', async () => {
    const outside = temporaryFolder();
    const folder = join(outside, 'inner', 'objects');
    const { client } = await startS3({ folder });
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: `body of ${Key}` }));
    for (const Key of keys) {
      const got = await client.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe(`body of ${Key}`);
    }
    const { KeyCount, Contents } = await client.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
    const decoded = Contents?.map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' ')));
    expect(KeyCount).toBe(keys.length);
    expect(new Set(decoded)).toEqual(new Set(keys));
    expect(readdirSync(outside, { recursive: true }).filter((name) => !String(name).startsWith('inner'))).toEqual([]);
    expect(readdirSync(join(folder, 'first', 'objects')).every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
  });

  it('has at most 1024 bytes', async () => {
    const { client } = await startS3();
    const put = (Key: string) => client.send(new PutObjectCommand({ Bucket, Key, Body: '' }));
    await expect(put('x'.repeat(1025))).rejects.toMatchObject({ name: 'KeyTooLongError' });
    await expect(put('ü'.repeat(513))).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });

  it('is UTF-8', async () => {
    const { endpoint } = await startS3();
    const response = await send(endpoint, 'GET', '/first/%ff');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('<Code>InvalidArgument</Code>');
  });
});

describe('a request', () => {
  it.each<[string, string, string, number, string]>([
    ['an unsupported operation', 'GET', '/first?acl', 501, 'NotImplemented'],
    ['another version', 'GET', '/first/k?versionId=abc', 400, 'InvalidArgument'],
    ['an unknown method', 'PATCH', '/first/k', 405, 'MethodNotAllowed'],
    ['creating a bucket', 'PUT', '/third', 501, 'NotImplemented'],
    ['creating an existing bucket', 'PUT', '/first', 409, 'BucketAlreadyOwnedByYou'],
    ['a part of an unknown upload', 'PUT', '/first/k?partNumber=1&uploadId=none', 404, 'NoSuchUpload'],
    ['uploads by delimiter', 'GET', '/first?uploads&delimiter=/', 501, 'NotImplemented'],
    ['a form', 'POST', '/first', 501, 'NotImplemented'],
  ])('for %s is rejected', async (_what, method, target, status, code) => {
    const { endpoint, problems } = await startS3();
    const response = await send(endpoint, method, target);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/xml');
    expect(await response.text()).toContain(`<Code>${code}</Code>`);
    expect(problems).toEqual([]);
  });

  it.each([
    ['no document', 'nonsense'],
    ['another one', '<Other/>'],
    ['an open element', '<Delete><Object><Key>k</Key></Object>'],
    ['crossed elements', '<Delete><Object><Key>k</Object></Key></Delete>'],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><Delete><Object><Key>&a;</Key></Object></Delete>'],
    ['an unknown entity', '<Delete><Object><Key>&other;</Key></Object></Delete>'],
    ['no keys', '<Delete></Delete>'],
    ['an empty key', '<Delete><Object><Key></Key></Object></Delete>'],
    ['too many keys', `<Delete>${'<Object><Key>k</Key></Object>'.repeat(1001)}</Delete>`],
    ['deep nesting', '<a>'.repeat(100_000)],
  ])('with %s is malformed', async (_what, document) => {
    const { endpoint, problems } = await startS3();
    const md5 = (await import('node:crypto')).createHash('md5').update(document).digest('base64');
    const response = await send(endpoint, 'POST', '/first?delete', { 'content-md5': md5 }, document);
    expect(await response.text()).toContain('<Code>MalformedXML</Code>');
    expect(response.status).toBe(400);
    expect(problems).toEqual([]);
  });

  it.each([
    ['an invalid chunk size', 'zz\r\nabc\r\n0\r\n\r\n'],
    ['a chunk that is too short', '10\r\nabc\r\n'],
    ['a chunk that is too long', 'ffffffff\r\nabc'],
    ['more than announced', '4\r\nabcd\r\n0\r\n\r\n'],
    ['less than announced', '2\r\nab\r\n0\r\n\r\n'],
    ['no end', '3\r\nabc\r\n'],
    ['an endless line', 'a'.repeat(100_000)],
  ])('in chunks with %s is rejected, and nothing is stored', async (_what, body) => {
    const { endpoint, client, problems, folder } = await startS3();
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '3',
      'content-encoding': 'aws-chunked',
    };
    const response = await send(endpoint, 'PUT', '/first/k', headers, body);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('<Code>IncompleteBody</Code>');
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(readdirSync(join(folder, 'first', 'unfinished'))).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('that is cut off leaves the existing object unchanged', async () => {
    const { endpoint, client, problems, folder } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'before' }));
    await raw(endpoint, 'PUT /first/k HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nhalf', true);
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(await got.Body?.transformToString()).toBe('before');
    expect(readdirSync(join(folder, 'first', 'unfinished'))).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('is rejected early when it announces more than the maximum', async () => {
    const { endpoint } = await startS3();
    const head = `PUT /first/k HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${6 * 1024 ** 3}\r\n\r\n`;
    expect(await raw(endpoint, head)).toContain('<Code>EntityTooLarge</Code>');
  });

  it.each(['first.localhost', 'first.s3.localhost:4566', 'first.s3.eu-west-1.localhost', 'FIRST.localhost'])(
    'may have its bucket in the host name: %s',
    async (host) => {
      const { endpoint, client } = await startS3();
      await client.send(new PutObjectCommand({ Bucket, Key: 'a/k', Body: 'text' }));
      const answer = await raw(endpoint, `GET /a/k HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 200 .*\r\n\r\ntext$/s);
    },
  );

  it('gets 500 when objects cannot be stored, and the run reports why', async () => {
    const { client, folder, problems } = await startS3();
    const { rmSync } = await import('node:fs');
    rmSync(join(folder, 'first', 'unfinished'), { recursive: true });
    await expect(client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'a' }))).rejects.toMatchObject({
      name: 'InternalError',
      $metadata: { httpStatusCode: 500 },
    });
    expect(problems).toEqual([expect.stringContaining('ENOENT')]);
  });
});

describe('files', () => {
  it.skipIf(process.platform === 'win32')('are readable only by their owner', async () => {
    const { client, folder } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'a' }));
    const modes = readdirSync(folder, { recursive: true }).map(
      (name) => statSync(join(folder, String(name))).mode & 0o77,
    );
    expect(new Set(modes)).toEqual(new Set([0]));
  });
});
