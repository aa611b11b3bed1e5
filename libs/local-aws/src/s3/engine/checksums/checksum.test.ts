import { describe, expect, it } from 'vitest';
import { type ChecksumAlgorithm, checksumAlgorithms, compositeChecksum, startChecksum } from './checksum.ts';

const digest = (algorithm: ChecksumAlgorithm, ...chunks: readonly string[]) => {
  const checksum = startChecksum(algorithm);
  for (const chunk of chunks) checksum.update(Buffer.from(chunk));
  return Buffer.from(checksum.digest(), 'base64').toString('hex');
};

describe('a checksum', () => {
  // The check values of https://reveng.sourceforge.io/crc-catalogue/, of "123456789", and those of RFC 3174 and FIPS
  // 180.
  it.each<[ChecksumAlgorithm, string]>([
    ['CRC32', 'cbf43926'],
    ['CRC32C', 'e3069283'],
    ['CRC64NVME', 'ae8b14860a799888'],
    ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ])('matches the check value of %s', (algorithm, expected) => {
    expect(digest(algorithm, '123456789')).toBe(expected);
  });

  it.each(checksumAlgorithms)('is independent of chunking: %s', (algorithm) => {
    expect(digest(algorithm, '', '1', '2345', '6789')).toBe(digest(algorithm, '123456789'));
  });

  it('of a multipart upload is the checksum of the part checksums, with their count', () => {
    const parts = ['a', 'b'].map((text) => Buffer.from(digest('SHA1', text), 'hex').toString('base64'));
    const hash = startChecksum('SHA1');
    for (const part of parts) hash.update(Buffer.from(part, 'base64'));
    expect(compositeChecksum('SHA1', parts)).toEqual({
      algorithm: 'SHA1',
      value: `${hash.digest()}-2`,
      type: 'COMPOSITE',
    });
  });
});
