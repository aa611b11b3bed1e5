import {
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startS3 } from '../testing/s3-fixture.ts';

const Bucket = 'first';

async function prepare(keys: readonly string[]) {
  const fixture = await startS3();
  for (const Key of keys) await fixture.client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  return fixture;
}

/** All pages of a listing, by their tokens. */
async function listAll(client: S3Client, input: Omit<ListObjectsV2CommandInput, 'Bucket'>) {
  const keys: string[] = [];
  const prefixes: string[] = [];
  const counts: number[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket, ...input, ContinuationToken: token }));
    const [contents, common] = [page.Contents ?? [], page.CommonPrefixes ?? []];
    expect(page.KeyCount).toBe(contents.length + common.length);
    counts.push(page.KeyCount ?? 0);
    keys.push(...contents.map(({ Key = '' }) => Key));
    prefixes.push(...common.map(({ Prefix = '' }) => Prefix));
    token = page.NextContinuationToken;
    expect(page.IsTruncated).toBe(token !== undefined);
  } while (token !== undefined);
  return { keys, prefixes, counts };
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('a listing', () => {
  const keys = ['a', 'a/', 'a/1', 'a/2/x', 'a/2/y', 'a0', 'b/c', 'b/d', 'ä', '\uffff', '😀', ' lead', 'p q+r%'];

  it('sorts keys by their bytes', async () => {
    const { client } = await prepare(keys);
    expect(await listAll(client, {})).toMatchObject({ keys: keys.toSorted(byBytes), prefixes: [] });
    expect(await listAll(client, { EncodingType: 'url' })).toMatchObject({
      keys: keys.toSorted(byBytes).map((key) => encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+')),
    });
  });

  it("includes each object's size, ETag and storage class", async () => {
    const { client } = await prepare(['k']);
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket, FetchOwner: true }));
    expect(Contents).toEqual([
      {
        Key: 'k',
        Size: 1,
        ETag: '"8ce4b16b22b58894aa86c421e8759df3"',
        StorageClass: 'STANDARD',
        ChecksumAlgorithm: ['CRC32'],
        ChecksumType: 'FULL_OBJECT',
        LastModified: expect.any(Date) as Date,
        Owner: { ID: '0'.repeat(64) },
      },
    ]);
  });

  /** A reference implementation of listings. */
  function expected(all: readonly string[], prefix: string, delimiter: string) {
    const names = all.toSorted(byBytes).filter((key) => key.startsWith(prefix));
    const common = (key: string) => {
      const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
      return end < 0 ? undefined : key.slice(0, end + delimiter.length);
    };
    return {
      keys: names.filter((key) => common(key) === undefined),
      prefixes: [...new Set(names.flatMap((key) => common(key) ?? []))],
    };
  }

  it('is the same with any page size', async () => {
    const { client } = await prepare(keys);
    for (const prefix of ['', 'a', 'a/', 'b', 'none', 'ä'])
      for (const delimiter of ['', '/', '2/', '1'])
        for (const maxKeys of [1, 2, 3, 1000]) {
          const where = { Prefix: prefix, MaxKeys: maxKeys, ...(delimiter !== '' && { Delimiter: delimiter }) };
          const { counts, ...listed } = await listAll(client, where);
          expect(listed, JSON.stringify(where)).toEqual(expected(keys, prefix, delimiter));
          expect(counts.slice(0, -1).every((count) => count === maxKeys)).toBe(true);
        }
  });

  it('starts after a key, which need not exist', async () => {
    const { client } = await prepare(['a', 'b', 'c']);
    expect(await listAll(client, { StartAfter: 'a' })).toMatchObject({ keys: ['b', 'c'] });
    expect(await listAll(client, { StartAfter: 'aa', MaxKeys: 1 })).toMatchObject({ keys: ['b', 'c'] });
  });

  it('may have no entries', async () => {
    const { client } = await prepare(['a']);
    await expect(client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }))).resolves.toMatchObject({
      KeyCount: 0,
      IsTruncated: false,
    });
    await expect(client.send(new ListObjectsV2Command({ Bucket, MaxKeys: -1 }))).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
    const wrong = new ListObjectsV2Command({ Bucket, ContinuationToken: 'nonsense' });
    await expect(client.send(wrong)).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('of version 1 continues after a marker', async () => {
    const { client } = await prepare(['a', 'b/1', 'b/2', 'c']);
    const page = (Marker: string) =>
      client.send(new ListObjectsCommand({ Bucket, Marker, Delimiter: '/', MaxKeys: 1 }));
    await expect(page('')).resolves.toMatchObject({ Contents: [{ Key: 'a' }], NextMarker: 'a', IsTruncated: true });
    await expect(page('a')).resolves.toMatchObject({ CommonPrefixes: [{ Prefix: 'b/' }], NextMarker: 'b/' });
    await expect(page('b/')).resolves.toMatchObject({ Contents: [{ Key: 'c' }], IsTruncated: false });
  });

  it('requires the permission, with the prefix as a condition key', async () => {
    const asked: object[] = [];
    const { client } = await startS3({
      ports: {
        authorize: (_caller, needed, context) => {
          asked.push({ ...needed, ...context });
          return { allowed: false, reason: 'because' };
        },
      },
    });
    const list = client.send(new ListObjectsV2Command({ Bucket, Prefix: 'a/', Delimiter: '/' }));
    await expect(list).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::000000000000:user/local is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::first" because',
    });
    expect(asked).toEqual([
      expect.objectContaining({
        action: 's3:ListBucket',
        resource: 'arn:aws:s3:::first',
        's3:prefix': 'a/',
        's3:delimiter': '/',
        'aws:SecureTransport': 'true',
      }),
    ]);
  });
});

describe('buckets', () => {
  it('are those of the template', async () => {
    const { client } = await startS3();
    const { Buckets } = await client.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['first', 'second']);
    await expect(client.send(new HeadBucketCommand({ Bucket }))).resolves.toMatchObject({ BucketRegion: 'eu-west-1' });
    await expect(client.send(new HeadBucketCommand({ Bucket: 'third' }))).rejects.toMatchObject({ name: 'NotFound' });
    await expect(client.send(new GetBucketLocationCommand({ Bucket }))).resolves.toMatchObject({
      LocationConstraint: 'eu-west-1',
    });
    await expect(client.send(new ListObjectsV2Command({ Bucket: 'third' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });
});
