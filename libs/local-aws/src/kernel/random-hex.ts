import { randomUUID } from 'node:crypto';

/** Random hexadecimal digits, taken from UUIDs, because Node generates the random bytes of UUIDs in batches. */
export function randomHex(digits: number): string {
  let hex = '';
  while (hex.length < digits) {
    const uuid = randomUUID();
    // The digits in between are not all random.
    hex += uuid.slice(0, 8) + uuid.slice(24);
  }
  return hex.slice(0, digits);
}
