import { createHash } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * An id as IAM makes them: a prefix that tells the kind, then letters and digits 2-7. The same seed gives the same id.
 * Keys (`AKIA`, `ASIA`) have 20 characters; users (`AIDA`) and roles (`AROA`) have 21.
 */
export function uniqueId(prefix: 'AKIA' | 'ASIA' | 'AIDA' | 'AROA', seed: string | Buffer): string {
  const length = prefix === 'AKIA' || prefix === 'ASIA' ? 16 : 17;
  const digest = createHash('sha256').update(seed).digest().subarray(0, length);
  return prefix + Array.from(digest, (byte) => alphabet[byte % alphabet.length]).join('');
}
