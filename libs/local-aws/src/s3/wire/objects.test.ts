import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  ChecksumAlgorithm,
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startS3 } from '../testing/s3-fixture.ts';

const Bucket = 'first';
const md5 = (body: string | Buffer) => createHash('md5').update(body).digest('hex');

describe('an object', () => {
  it('is returned with its bytes and all its metadata', async () => {
    const { client, clock } = await startS3();
    const body = randomBytes(300_000);
    const said = {
      ContentType: 'text/plain; charset=utf-8',
      ContentEncoding: 'gzip',
      ContentDisposition: 'attachment; filename="a.txt"',
      ContentLanguage: 'de',
      CacheControl: 'max-age=60',
      Metadata: { owner: 'me', 'with-dash': 'a b' },
    };
    const before = clock.now();
    const stored = await client.send(new PutObjectCommand({ Bucket, Key: 'a/b', Body: body, ...said }));
    const after = clock.now();
    expect(stored).toMatchObject({
      ETag: `"${md5(body)}"`,
      ChecksumType: 'FULL_OBJECT',
      ServerSideEncryption: 'AES256',
    });
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'a/b' }));
    expect(got).toMatchObject({ ...said, ETag: stored.ETag, ContentLength: body.length, AcceptRanges: 'bytes' });
    const wholeSecond = (time: number) => Math.floor(time / 1000) * 1000;
    expect([wholeSecond(before), wholeSecond(after)]).toContain(got.LastModified?.getTime());
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'a/b' }));
    expect(head).toMatchObject({ ...said, ContentLength: body.length });
  });

  it('is binary/octet-stream by default, and may be empty', async () => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'empty', Body: '', ContentLength: 0 }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'empty' }));
    expect(got).toMatchObject({ ContentType: 'application/octet-stream', ContentLength: 0, ETag: `"${md5('')}"` });
    expect(await got.Body?.transformToString()).toBe('');
  });

  it.each(
    Object.values(ChecksumAlgorithm).filter((name) =>
      ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'].includes(name),
    ),
  )('has the checksum %s that its client computed', async (algorithm) => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'text', ChecksumAlgorithm: algorithm }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }));
    expect(got[`Checksum${algorithm}` as 'ChecksumCRC32']).toMatch(/^[\w+/]+=*$/);
    expect(await got.Body?.transformToString()).toBe('text');
  });

  it('may be streamed in chunks with a trailing checksum', async () => {
    const { client, requests } = await startS3();
    const chunks = Array.from({ length: 40 }, () => randomBytes(10_000));
    const length = 400_000;
    const Body = Readable.from(chunks);
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body, ContentLength: length }));
    const headers = new Map(requests[0]?.headers.map(([name, value]) => [name.toLowerCase(), value]));
    expect(headers.get('x-amz-content-sha256')).toBe('STREAMING-UNSIGNED-PAYLOAD-TRAILER');
    expect(headers.get('x-amz-trailer')).toBe('x-amz-checksum-crc32');
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(got.ContentEncoding).toBeUndefined();
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(Buffer.concat(chunks))).toBe(true);
  });

  it.each<[string, string, number, number]>([
    ['bytes=0-3', '0123', 0, 3],
    ['bytes=4-', '456789', 4, 9],
    ['bytes=-3', '789', 7, 9],
    ['bytes=8-100', '89', 8, 9],
    ['bytes=-100', '0123456789', 0, 9],
  ])('can be read by range: %s', async (range, expected, first, last) => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '0123456789' }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k', Range: range }));
    expect(got).toMatchObject({ ContentRange: `bytes ${first}-${last}/10`, ContentLength: expected.length });
    expect(got.$metadata.httpStatusCode).toBe(206);
    expect(await got.Body?.transformToString()).toBe(expected);
  });

  it.each(['bytes=10-', 'bytes=20-30'])('rejects the range %s', async (range) => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '0123456789' }));
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'k', Range: range }))).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
      ActualObjectSize: '10',
    });
  });

  it('can be read conditionally', async () => {
    const { client } = await startS3();
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'a' }));
    const get = (conditions: object) => client.send(new GetObjectCommand({ Bucket, Key: 'k', ...conditions }));
    const future = new Date(Date.now() + 3_600_000);
    const past = new Date(Date.now() - 3_600_000);
    await expect(get({ IfMatch: ETag })).resolves.toMatchObject({ ETag });
    await expect(get({ IfMatch: '"other"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      Condition: 'If-Match',
    });
    await expect(get({ IfNoneMatch: '"other"' })).resolves.toMatchObject({ ETag });
    await expect(get({ IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(get({ IfModifiedSince: past })).resolves.toMatchObject({ ETag });
    await expect(get({ IfModifiedSince: future })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(get({ IfUnmodifiedSince: past })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(get({ IfMatch: ETag, IfUnmodifiedSince: past })).resolves.toMatchObject({ ETag });
  });

  it('can be written conditionally; only one of many concurrent writers succeeds', async () => {
    const { client } = await startS3();
    const put = (conditions: object, Body = 'a') =>
      client.send(new PutObjectCommand({ Bucket, Key: 'k', Body, ...conditions }));
    const writers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => put({ IfNoneMatch: '*' }, String(index).repeat(100_000))),
    );
    expect(writers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { ETag } = await put({});
    await expect(put({ IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put({ IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put({ IfMatch: ETag })).resolves.toMatchObject({ ETag });
    const absent = new PutObjectCommand({ Bucket, Key: 'absent', Body: 'a', IfMatch: ETag });
    await expect(client.send(absent)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('with a wrong digest or length is rejected, and the previous object stays', async () => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'before' }));
    const put = (said: object) => client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'text', ...said }));
    await expect(put({ ContentMD5: Buffer.alloc(16).toString('base64') })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(put({ ContentMD5: 'short' })).rejects.toMatchObject({ name: 'InvalidDigest' });
    await expect(put({ ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({
      name: 'BadDigest',
      message: 'The CRC32 you specified did not match the calculated checksum.',
    });
    await expect(put({ ChecksumSHA256: 'AAAA' })).rejects.toMatchObject({ name: 'InvalidRequest' });
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(await got.Body?.transformToString()).toBe('before');
  });

  it('that does not exist is NoSuchKey, or AccessDenied for callers without list permission', async () => {
    const { client } = await startS3();
    const get = new GetObjectCommand({ Bucket, Key: 'k' });
    await expect(client.send(get)).rejects.toMatchObject({
      name: 'NoSuchKey',
      Key: 'k',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({ name: 'NotFound' });
    const { client: blind } = await startS3({ denied: ['s3:ListBucket'] });
    await expect(blind.send(get)).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    await expect(blind.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('is deleted, and deleting it again is not an error', async () => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'a' }));
    for (const attempt of ['first', 'second']) {
      const { $metadata } = await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
      expect($metadata.httpStatusCode, attempt).toBe(204);
    }
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('is deleted together with others', async () => {
    const { client } = await startS3();
    const keys = ['a', 'ü & <b>', 'c\u0001d'];
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: 'a' }));
    const Delete = { Objects: [...keys, 'absent'].map((Key) => ({ Key })) };
    const answer = await client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual([...keys, 'absent']);
    expect(answer.Errors).toBeUndefined();
    const quiet = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { ...Delete, Quiet: true } }));
    expect(quiet.Deleted).toBeUndefined();
    const { client: powerless } = await startS3({ denied: ['s3:DeleteObject'] });
    const refused = await powerless.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(refused.Errors?.map(({ Code }) => Code)).toEqual(Array.from(Delete.Objects, () => 'AccessDenied'));
  });

  it('can be copied with its own or new metadata', async () => {
    const { client } = await startS3();
    const Key = 'dir/ü +a';
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: 'text',
        ContentType: 'text/plain',
        Metadata: { a: '1' },
        Tagging: 'x=1',
      }),
    );
    const CopySource = `${Bucket}/${encodeURIComponent(Key)}`;
    const copied = await client.send(new CopyObjectCommand({ Bucket: 'second', Key: 'copy', CopySource }));
    expect(copied.CopyObjectResult).toMatchObject({ ETag: `"${md5('text')}"` });
    const head = (key: string) => client.send(new HeadObjectCommand({ Bucket: 'second', Key: key }));
    await expect(head('copy')).resolves.toMatchObject({ ContentType: 'text/plain', Metadata: { a: '1' }, TagCount: 1 });
    const replaced = { MetadataDirective: 'REPLACE', ContentType: 'text/html', Metadata: { b: '2' } } as const;
    await client.send(new CopyObjectCommand({ Bucket: 'second', Key: 'other', CopySource, ...replaced }));
    await expect(head('other')).resolves.toMatchObject({ ContentType: 'text/html', Metadata: { b: '2' } });
    await expect(client.send(new CopyObjectCommand({ Bucket, Key, CopySource }))).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
    await client.send(new CopyObjectCommand({ Bucket, Key, CopySource, ...replaced }));
    await expect(client.send(new HeadObjectCommand({ Bucket, Key }))).resolves.toMatchObject({ Metadata: { b: '2' } });
    const none = new CopyObjectCommand({ Bucket, Key, CopySource: 'first/none' });
    await expect(client.send(none)).rejects.toMatchObject({ name: 'NoSuchKey' });
    const failing = new CopyObjectCommand({ Bucket, Key: 'x', CopySource, CopySourceIfMatch: '"other"' });
    await expect(client.send(failing)).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it('can be tagged', async () => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'text', Tagging: 'a=1&b=%C3%BC' }));
    const tags = async () => (await client.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' }))).TagSet;
    expect(await tags()).toEqual([
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: 'ü' },
    ]);
    const put = (TagSet: { Key: string; Value: string }[]) =>
      client.send(new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet } }));
    await put([{ Key: 'c', Value: '<&>' }]);
    expect(await tags()).toEqual([{ Key: 'c', Value: '<&>' }]);
    const eleven = Array.from({ length: 11 }, (_, index) => ({ Key: String(index), Value: '' }));
    await expect(put(eleven)).rejects.toMatchObject({ name: 'InvalidTag' });
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(await got.Body?.transformToString()).toBe('text');
  });
});
