import { createHash, randomBytes } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startS3 } from '../testing/s3-fixture.ts';

const target = { Bucket: 'first', Key: 'a/ü' };
const partBytes = 5 * 1024 ** 2;
const bodies = [randomBytes(partBytes), randomBytes(100)];

async function begin(input: Partial<CreateMultipartUploadCommandInput> = {}) {
  const fixture = await startS3();
  const { client } = fixture;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...target, ...input }));
  const upload = { ...target, UploadId };
  const put = async (PartNumber: number, Body: Buffer) => {
    const part = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
    return { PartNumber, ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32 };
  };
  const complete = (Parts: object[]) =>
    client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  return { ...fixture, upload, put, complete };
}

describe('a multipart upload', () => {
  it('creates one object, with a digest of the part digests', async () => {
    const { client, put, complete } = await begin({
      ContentType: 'text/plain',
      Metadata: { a: '1' },
      ChecksumAlgorithm: 'CRC32',
    });
    const second = await put(2, bodies[1] ?? Buffer.alloc(0));
    const first = await put(1, bodies[0] ?? Buffer.alloc(0));
    const done = await complete([first, second]);
    const digests = bodies.map((body) => createHash('md5').update(body).digest());
    const ETag = `"${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-2"`;
    expect(done).toMatchObject({ ...target, ETag, ChecksumType: 'COMPOSITE' });
    expect(done.ChecksumCRC32).toMatch(/^[\w+/]{6}==-2$/);
    const got = await client.send(new GetObjectCommand(target));
    expect(got).toMatchObject({ ETag, ContentType: 'text/plain', Metadata: { a: '1' } });
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(Buffer.concat(bodies))).toBe(true);
    const part = await client.send(new GetObjectCommand({ ...target, PartNumber: 2 }));
    expect(part).toMatchObject({ PartsCount: 2, ContentLength: 100 });
    await part.Body?.transformToByteArray();
    await expect(complete([first, second])).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it('may have the checksum of the whole object', async () => {
    const { client, put, complete } = await begin({ ChecksumType: 'FULL_OBJECT', ChecksumAlgorithm: 'CRC32' });
    const parts = [await put(1, bodies[0] ?? Buffer.alloc(0)), await put(2, bodies[1] ?? Buffer.alloc(0))];
    const done = await complete(parts);
    const whole = await client.send(new PutObjectCommand({ ...target, Key: 'whole', Body: Buffer.concat(bodies) }));
    expect(done).toMatchObject({ ChecksumType: 'FULL_OBJECT', ChecksumCRC32: whole.ChecksumCRC32 });
  });

  it("has S3's default checksum when the client names none", async () => {
    const { put, complete } = await begin();
    const done = await complete([await put(1, Buffer.from('123456789'))]);
    const ChecksumCRC64NVME = Buffer.from('ae8b14860a799888', 'hex').toString('base64');
    expect(done).toMatchObject({ ChecksumType: 'FULL_OBJECT', ChecksumCRC64NVME });
  });

  it('rejects a part with a different checksum algorithm than it was created with', async () => {
    const { put } = await begin({ ChecksumAlgorithm: 'SHA256' });
    await expect(put(1, Buffer.from('a'))).rejects.toMatchObject({
      name: 'InvalidRequest',
      message: 'Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32',
    });
  });

  it('is rejected when the list of its parts is wrong', async () => {
    const { put, complete } = await begin();
    const small = await put(1, Buffer.from('small'));
    const last = await put(2, Buffer.from('last'));
    await expect(complete([last, small])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete([small, last])).rejects.toMatchObject({ name: 'EntityTooSmall', PartNumber: '1' });
    await expect(complete([{ ...last, ETag: '"other"' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([{ ...last, PartNumber: 3 }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([])).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(complete([last])).resolves.toMatchObject(target);
  });

  it('copies ranges of other objects', async () => {
    const { client, upload, complete } = await begin({ Key: 'k' });
    await client.send(new PutObjectCommand({ Bucket: 'second', Key: 's', Body: '0123456789' }));
    const { CopyPartResult } = await client.send(
      new UploadPartCopyCommand({
        ...upload,
        Key: 'k',
        PartNumber: 1,
        CopySource: 'second/s',
        CopySourceRange: 'bytes=2-4',
      }),
    );
    expect(CopyPartResult?.ETag).toBe(`"${createHash('md5').update('234').digest('hex')}"`);
    await expect(complete([])).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it('is listed with its parts until it is aborted', async () => {
    const { client, upload, put } = await begin();
    for (const number of [3, 1, 2]) await put(number, Buffer.from(String(number)));
    const page = await client.send(new ListPartsCommand({ ...upload, MaxParts: 2 }));
    expect(page).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
    expect(page.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    const rest = await client.send(new ListPartsCommand({ ...upload, PartNumberMarker: page.NextPartNumberMarker }));
    expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3]);
    const uploads = async () => (await client.send(new ListMultipartUploadsCommand({ Bucket: 'first' }))).Uploads;
    expect(await uploads()).toMatchObject([{ Key: target.Key, UploadId: upload.UploadId }]);
    await client.send(new AbortMultipartUploadCommand(upload));
    expect(await uploads()).toBeUndefined();
    await expect(put(4, Buffer.from('4'))).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await expect(client.send(new GetObjectCommand(target))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});
