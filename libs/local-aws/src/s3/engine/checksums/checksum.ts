import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from './crc32c.ts';
import { type Crc64, crc64Nvme } from './crc64-nvme.ts';

/** The values of `x-amz-checksum-algorithm`. */
export const checksumAlgorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** The algorithm that S3 uses for an object without a checksum. */
export const defaultAlgorithm: ChecksumAlgorithm = 'CRC64NVME';

export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** In base64; a composite checksum ends with the number of parts: `…-3`. */
  readonly value: string;
  readonly type: ChecksumType;
}

export interface RunningChecksum {
  update(bytes: Buffer): void;
  /** In base64. */
  digest(): string;
}

export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'CRC32':
      return folded<number>(0, (bytes, previous) => crc32(bytes, previous), fourBytes);
    case 'CRC32C':
      return folded<number>(0, crc32c, fourBytes);
    case 'CRC64NVME':
      return folded<Crc64>({ high: 0, low: 0 }, crc64Nvme, ({ high, low }) =>
        Buffer.concat([fourBytes(high), fourBytes(low)]),
      );
    default: {
      const hash = createHash(algorithm.toLowerCase());
      return {
        update: (bytes) => {
          hash.update(bytes);
        },
        digest: () => hash.digest('base64'),
      };
    }
  }
}

function folded<Value>(
  start: Value,
  add: (bytes: Buffer, previous: Value) => Value,
  toBytes: (value: Value) => Buffer,
): RunningChecksum {
  let value = start;
  return {
    update: (bytes) => {
      value = add(bytes, value);
    },
    digest: () => toBytes(value).toString('base64'),
  };
}

function fourBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** The composite checksum: that of the concatenated checksums of the parts, and the number of parts. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): Checksum {
  const checksum = startChecksum(algorithm);
  for (const part of parts) checksum.update(Buffer.from(part, 'base64'));
  return { algorithm, value: `${checksum.digest()}-${parts.length}`, type: 'COMPOSITE' };
}

/** The number of bytes of each checksum. */
export const checksumBytes: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
};
