import { type ChecksumAlgorithm, checksumAlgorithms, defaultAlgorithm } from '../../engine/checksums/checksum.ts';
import type { S3Call } from '../call.ts';

/** The algorithm that a request names without a checksum, or S3's default. */
export function checksumAlgorithm(call: S3Call): ChecksumAlgorithm {
  const named = call.header('x-amz-checksum-algorithm')?.toUpperCase();
  return checksumAlgorithms.find((each) => each === named) ?? defaultAlgorithm;
}
