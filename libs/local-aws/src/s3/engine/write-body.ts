import { createHash } from 'node:crypto';
import { type Checksum, type ChecksumAlgorithm, startChecksum } from './checksums/checksum.ts';
import { S3Error } from './s3-error.ts';

/** An incoming body and the sender's claims about it. */
export interface IncomingBody {
  readonly content: AsyncIterable<Buffer>;
  /** In bytes; undefined if the sender didn't specify it. */
  readonly length: number | undefined;
  /** In base64. */
  readonly md5?: string;
  /** In hex. */
  readonly sha256?: string;
  readonly checksum?: {
    readonly algorithm: ChecksumAlgorithm;
    /** In base64, known at the end of the content at the latest. */
    readonly expected: () => string | undefined;
  };
}

export interface WrittenBody {
  readonly size: number;
  /** In hex. */
  readonly md5: string;
  readonly checksum: Checksum;
}

/** Maximum size of an object or part in a single request: 5 GiB. */
const maxBodyBytes = 5 * 1024 ** 3;

/**
 * Writes a body and verifies the sender's claims about it.
 * @param algorithm of the checksum if the sender doesn't name one
 * @throws S3Error if a claim is wrong
 */
export async function writeBody(
  body: IncomingBody,
  writer: { write(bytes: Buffer): Promise<void> },
  algorithm: ChecksumAlgorithm,
): Promise<WrittenBody> {
  if (body.length !== undefined && body.length > maxBodyBytes) throw tooLarge(body.length);
  const md5 = createHash('md5');
  const sha256 = body.sha256 === undefined ? undefined : createHash('sha256');
  const used = body.checksum?.algorithm ?? algorithm;
  const checksum = startChecksum(used);
  let size = 0;
  for await (const chunk of body.content) {
    size += chunk.length;
    if (size > maxBodyBytes) throw tooLarge(size);
    md5.update(chunk);
    sha256?.update(chunk);
    checksum.update(chunk);
    await writer.write(chunk);
  }
  if (body.length !== undefined && size !== body.length) throw new S3Error('IncompleteBody');
  if (sha256 && sha256.digest('hex') !== body.sha256) throw new S3Error('XAmzContentSHA256Mismatch');
  const digest = md5.digest();
  if (body.md5 !== undefined && body.md5 !== digest.toString('base64')) {
    throw new S3Error('BadDigest', { ExpectedDigest: body.md5, CalculatedDigest: digest.toString('base64') });
  }
  const value = checksum.digest();
  const expected = body.checksum?.expected();
  if (expected !== undefined && expected !== value) {
    throw new S3Error('BadDigest', {}, `The ${used} you specified did not match the calculated checksum.`);
  }
  return { size, md5: digest.toString('hex'), checksum: { algorithm: used, value, type: 'FULL_OBJECT' } };
}

const tooLarge = (size: number) =>
  new S3Error('EntityTooLarge', { ProposedSize: String(size), MaxSizeAllowed: String(maxBodyBytes) });
