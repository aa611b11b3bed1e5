import { createHmac } from 'node:crypto';
import type { RandomInteger } from './password.ts';

/** Numbers that can't be predicted without the key, and are always the same for the same key and name. */
export function seededIntegers(key: string, name: string): RandomInteger {
  let counter = 0;
  return (bound) => {
    const bytes = createHmac('sha256', key).update(`${name}\0${counter++}`).digest();
    // 48 bits: with bounds this small, the bias of the remainder is negligible.
    return bytes.readUIntBE(0, 6) % bound;
  };
}
