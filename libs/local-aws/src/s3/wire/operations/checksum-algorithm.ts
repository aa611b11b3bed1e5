import { type ChecksumAlgorithm, checksumAlgorithms, defaultAlgorithm } from '../../engine/checksums/checksum.ts';
import type { S3Call } from '../call.ts';

/** The algorithm that a request asks for, without a value, or that S3 takes by itself. */
export function checksumAlgorithm(call: S3Call): ChecksumAlgorithm {
  const named = call.header('x-amz-checksum-algorithm')?.toUpperCase();
  return checksumAlgorithms.find((each) => each === named) ?? defaultAlgorithm;
}
