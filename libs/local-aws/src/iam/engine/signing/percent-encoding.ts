/**
 * The bytes of a part of a request as sent over the wire. Node represents each byte of a header or target as one
 * character (Latin-1); text with other characters did not come from the wire and is encoded as UTF-8.
 */
export function wireBytes(text: string): Buffer {
  return Buffer.from(text, wasOnWire(text) ? 'latin1' : 'utf8');
}

/** The same bytes in Node's representation, one character per byte. */
export const wireText = (text: string): string => (wasOnWire(text) ? text : wireBytes(text).toString('latin1'));

// eslint-disable-next-line no-control-regex -- the pattern matches bytes
const wasOnWire = (text: string) => !/[^\x00-\xff]/.test(text);

/**
 * Percent-encodes everything except the unreserved characters of RFC 3986, as SigV4 requires: `A-Z a-z 0-9 - . _ ~`.
 */
export function percentEncode(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  if (!/[^\w.~-]/.test(text)) return text;
  let encoded = '';
  for (const byte of bytes) encoded += isUnreserved(byte) ? String.fromCharCode(byte) : hexEscape(byte);
  return encoded;
}

/** Decodes `%XX` and, as in query strings, `+` as a space. A `%` that doesn't start an escape is kept. */
export const decodeQueryComponent = (text: string): Buffer => decode(text, space);

/** Decodes `%XX`. A `%` that doesn't start an escape is kept. */
export const decodeUriComponent = (text: string): Buffer => decode(text, plus);

function decode(text: string, decodedPlus: number): Buffer {
  const bytes = wireBytes(text);
  const decoded: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    const escaped = byte === percent ? /^%([0-9A-F]{2})/i.exec(bytes.toString('latin1', index, index + 3)) : null;
    if (escaped?.[1] !== undefined) {
      decoded.push(Number.parseInt(escaped[1], 16));
      index += 2;
    } else {
      decoded.push(byte === plus ? decodedPlus : byte);
    }
  }
  return Buffer.from(decoded);
}

const percent = 0x25;
const plus = 0x2b;
const space = 0x20;

const hexEscape = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

const isUnreserved = (byte: number) => unreserved.has(byte);
const unreserved = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'));
