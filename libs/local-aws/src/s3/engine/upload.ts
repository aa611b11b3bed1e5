import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Clock } from '../../kernel/index.ts';
import type { BucketFiles } from './bucket-files.ts';
import {
  type Checksum,
  type ChecksumAlgorithm,
  compositeChecksum,
  defaultAlgorithm,
  startChecksum,
} from './checksums/checksum.ts';
import type { ObjectRecord, PartRecord, UploadRecord } from './records.ts';
import { S3Error } from './s3-error.ts';
import type { FileWriter } from './stored-file.ts';
import { type IncomingBody, writeBody } from './write-body.ts';

/** Minimum size of all parts except the last: 5 MiB. */
const minPartBytes = 5 * 1024 ** 2;

/** A part as the client lists it to complete an upload. */
export interface ListedPart {
  readonly number: number;
  /** With or without quotes. */
  readonly etag: string;
  /** In base64. */
  readonly checksum?: string | undefined;
}

interface UploadOptions {
  readonly files: BucketFiles;
  readonly clock: Clock;
  readonly parts: readonly PartRecord[];
}

/** A multipart upload. */
export class Upload {
  readonly record: UploadRecord;
  readonly #files: BucketFiles;
  readonly #clock: Clock;
  readonly #parts: Map<number, PartRecord>;

  constructor(record: UploadRecord, { files, clock, parts }: UploadOptions) {
    this.record = record;
    this.#files = files;
    this.#clock = clock;
    this.#parts = new Map(parts.map((part) => [part.number, part]));
  }

  /** In the order of their numbers. */
  get parts(): readonly PartRecord[] {
    return [...this.#parts.values()].sort((a, b) => a.number - b.number);
  }

  async putPart(number: number, body: IncomingBody): Promise<PartRecord> {
    checkAlgorithm(this.record.checksum?.algorithm, body.checksum?.algorithm);
    const writer = await this.#files.create();
    try {
      const algorithm = this.record.checksum?.algorithm ?? defaultAlgorithm;
      const { size, md5, checksum } = await writeBody(body, writer, algorithm);
      const part = { number, size, etag: md5, lastModified: this.#clock.now(), checksum };
      await writer.finish(part);
      writer.moveTo(this.#files.partFile(this.record.id, number));
      this.#parts.set(number, part);
      return part;
    } catch (error) {
      await writer.discard();
      throw error;
    }
  }

  /**
   * Returns the uploaded parts for a client's list.
   * @throws S3Error if the list doesn't match the uploaded parts
   */
  choose(listed: readonly ListedPart[]): readonly PartRecord[] {
    if (listed.length === 0) throw new S3Error('MalformedXML');
    const chosen = listed.map(({ number, etag, checksum }, index) => {
      if (number <= (listed[index - 1]?.number ?? 0)) throw new S3Error('InvalidPartOrder');
      const part = this.#parts.get(number);
      const fits = part?.etag === unquoted(etag) && (checksum === undefined || checksum === part.checksum.value);
      if (part && fits) return part;
      const details = { UploadId: this.record.id, PartNumber: String(number), ETag: unquoted(etag) };
      throw new S3Error('InvalidPart', details);
    });
    const small = chosen.slice(0, -1).find(({ size }) => size < minPartBytes);
    if (!small) return chosen;
    throw new S3Error('EntityTooSmall', {
      ProposedSize: String(small.size),
      MinSizeAllowed: String(minPartBytes),
      PartNumber: String(small.number),
      ETag: small.etag,
    });
  }

  /** Writes the parts one after the other. @returns the record of the resulting object */
  async join(parts: readonly PartRecord[], writer: FileWriter): Promise<ObjectRecord> {
    const { key, headers, metadata, tags } = this.record;
    const wanted = this.record.checksum ?? { algorithm: defaultAlgorithm, type: 'FULL_OBJECT' };
    const whole = startChecksum(wanted.algorithm);
    for (const { number, size } of parts) {
      if (size === 0) continue;
      const file = this.#files.partFile(this.record.id, number);
      for await (const chunk of createReadStream(file, { end: size - 1 })) {
        if (wanted.type === 'FULL_OBJECT') whole.update(chunk as Buffer);
        await writer.write(chunk as Buffer);
      }
    }
    const checksum: Checksum =
      wanted.type === 'COMPOSITE'
        ? compositeChecksum(wanted.algorithm, partChecksums(parts, wanted.algorithm))
        : { algorithm: wanted.algorithm, value: whole.digest(), type: 'FULL_OBJECT' };
    return {
      key,
      size: parts.reduce((sum, { size }) => sum + size, 0),
      etag: joinedEtag(parts),
      lastModified: this.#clock.now(),
      checksum,
      partSizes: parts.map(({ size }) => size),
      headers,
      metadata,
      tags,
    };
  }
}

function checkAlgorithm(expected: ChecksumAlgorithm | undefined, actual: ChecksumAlgorithm | undefined): void {
  if (!expected || !actual || expected === actual) return;
  const message = `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual.toLowerCase()}`;
  throw new S3Error('InvalidRequest', {}, message);
}

const unquoted = (etag: string) => etag.replace(/^"(.*)"$/, '$1');

/** The digest of the parts' digests, and the number of parts. */
function joinedEtag(parts: readonly PartRecord[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(Buffer.from(etag, 'hex'));
  return `${hash.digest('hex')}-${parts.length}`;
}

function partChecksums(parts: readonly PartRecord[], algorithm: ChecksumAlgorithm): readonly string[] {
  return parts.map(({ number, checksum }) => {
    if (checksum.algorithm === algorithm) return checksum.value;
    const message = `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`;
    throw new S3Error('InvalidRequest', {}, message);
  });
}
