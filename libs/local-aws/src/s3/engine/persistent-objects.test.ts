import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startS3, temporaryFolder } from '../testing/s3-fixture.ts';

const Bucket = 'first';
const put = (client: S3Client, Key: string, Body: string, more = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const textOf = async (client: S3Client, Key: string) =>
  (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
const keysOf = async (client: S3Client) =>
  (await client.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key);

describe('objects', () => {
  it('are restored in the next run, with all their metadata', async () => {
    const { client, folder, stop } = await startS3();
    await put(client, 'k', 'before');
    await put(client, 'k', 'after', { ContentType: 'text/plain', Metadata: { a: 'ü' }, Tagging: 'x=1' });
    await put(client, 'empty', '');
    const before = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    await before.Body?.transformToString();
    await stop();

    const next = await startS3({ folder });
    expect(await keysOf(next.client)).toEqual(['empty', 'k']);
    const after = await next.client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(await after.Body?.transformToString()).toBe('after');
    const { ETag, LastModified, ContentType, Metadata, TagCount } = before;
    expect(after).toMatchObject({ ETag, LastModified, ContentType, Metadata, TagCount });
    expect(await textOf(next.client, 'empty')).toBe('');
    expect(next.problems).toEqual([]);
  });

  it('include the parts of incomplete uploads', async () => {
    const { client, folder, stop } = await startS3();
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }));
    const upload = { Bucket, Key: 'k', UploadId };
    const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'part' }));
    await stop();

    const next = await startS3({ folder });
    const Parts = [{ ETag, PartNumber: 1 }];
    await next.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    expect(await textOf(next.client, 'k')).toBe('part');
    expect(readdirSync(join(folder, 'first', 'uploads'))).toEqual([]);
  });

  it('being written when the run is killed are discarded, and earlier versions stay', async () => {
    const { client, folder, stop } = await startS3();
    await put(client, 'k', 'whole');
    await stop();
    writeFileSync(join(folder, 'first', 'unfinished', 'a.new'), 'half of a bo');
    mkdirSync(join(folder, 'first', 'uploads', 'abc'));

    const next = await startS3({ folder });
    expect(await textOf(next.client, 'k')).toBe('whole');
    expect(readdirSync(join(folder, 'first', 'unfinished'))).toEqual([]);
    expect(readdirSync(join(folder, 'first', 'uploads'))).toEqual([]);
    expect(next.problems).toEqual([]);
  });

  it.each([0, 1, 5, 30, 100])(
    'with a file truncated at %i bytes are reported, and the file is set aside',
    async (length) => {
      const { client, folder, stop } = await startS3();
      await put(client, 'k', 'whole');
      await put(client, 'other', 'other');
      await stop();
      const objects = join(folder, 'first', 'objects');
      const file = readdirSync(objects).find((name) => readFileSync(join(objects, name)).includes('whole')) ?? '';
      truncateSync(join(objects, file), length);

      const next = await startS3({ folder });
      expect(await keysOf(next.client)).toEqual(['other']);
      expect(next.problems).toEqual([expect.stringContaining(`${file} is incomplete. It is kept as`)]);
      expect(readdirSync(objects)).toContain(`${file}.broken-1`);
      await next.stop();
      const third = await startS3({ folder });
      expect(third.problems).toEqual([]);
    },
  );

  it('are replaced atomically, even if the run is killed', async () => {
    const { client, folder } = await startS3();
    const bodies = ['a', 'b', 'c'].map((letter) => letter.repeat(400_000));
    await put(client, 'k', bodies[0] ?? '');
    const writing = Promise.all(bodies.map((body) => put(client, 'k', body)));
    const snapshots: string[] = [];
    const state = { isWriting: true };
    void writing.finally(() => (state.isWriting = false));
    while (state.isWriting) {
      const snapshot = temporaryFolder();
      copy(folder, snapshot);
      snapshots.push(snapshot);
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const snapshot of snapshots.slice(0, 20)) {
      const killed = await startS3({ folder: snapshot });
      expect(bodies).toContain(await textOf(killed.client, 'k'));
      expect(killed.problems).toEqual([]);
      await killed.stop();
    }
    expect(snapshots.length).toBeGreaterThan(0);
  });
});

/** Takes a snapshot of the folder synchronously. */
function copy(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name).slice(from.length);
    if (entry.isDirectory()) mkdirSync(join(to, path), { recursive: true });
    else copyFileSync(join(from, path), join(to, path));
  }
}
