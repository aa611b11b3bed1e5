import { createHash } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * An id like IAM's: a prefix for its kind, then letters and the digits 2 to 7. The same seed yields the same id.
 * Keys (`AKIA`, `ASIA`) have 20 characters; users (`AIDA`) and roles (`AROA`) have 21.
 */
export function uniqueId(prefix: 'AKIA' | 'ASIA' | 'AIDA' | 'AROA', seed: string | Buffer): string {
  const length = prefix === 'AKIA' || prefix === 'ASIA' ? 16 : 17;
  const digest = createHash('sha256').update(seed).digest().subarray(0, length);
  return prefix + Array.from(digest, (byte) => alphabet[byte % alphabet.length]).join('');
}
