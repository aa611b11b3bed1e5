/** A 64-bit value in two halves: JavaScript numbers have 53 bits, and bigint is slow. */
export interface Crc64 {
  readonly high: number;
  readonly low: number;
}

/** The polynomial of the NVM Express specification, reflected: 0x9a6c9329ac4bc9b5. */
const polynomial = { high: 0x9a6c9329, low: 0xac4bc9b5 };

const tables = makeTables();

function makeTables(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let index = 0; index < 256; index += 1) {
    let [upper, lower] = [0, index];
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = lower & 1;
      lower = (lower >>> 1) | ((upper & 1) << 31);
      upper >>>= 1;
      if (carry) [upper, lower] = [upper ^ polynomial.high, lower ^ polynomial.low];
    }
    high[index] = upper;
    low[index] = lower;
  }
  return { high, low };
}

/** Continues a CRC-64/NVME with more bytes. */
export function crc64Nvme(bytes: Uint8Array, previous: Crc64 = { high: 0, low: 0 }): Crc64 {
  let [high, low] = [~previous.high, ~previous.low];
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (tables.low[index] ?? 0);
    high = (high >>> 8) ^ (tables.high[index] ?? 0);
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}
