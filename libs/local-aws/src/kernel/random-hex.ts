import { randomUUID } from 'node:crypto';

/** Random hexadecimal digits, from UUIDs: Node draws the bytes of many of those at once. */
export function randomHex(digits: number): string {
  let hex = '';
  while (hex.length < digits) {
    const uuid = randomUUID();
    // Those between are not all random.
    hex += uuid.slice(0, 8) + uuid.slice(24);
  }
  return hex.slice(0, digits);
}
