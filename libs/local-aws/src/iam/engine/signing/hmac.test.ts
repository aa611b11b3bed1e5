import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { hmacSha256 } from './hmac.ts';

it("is Node's HMAC for any key and text", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }), (key, text) => {
      expect(hmacSha256(Buffer.from(key), text).toString('hex')).toBe(
        createHmac('sha256', key).update(text).digest('hex'),
      );
    }),
    {
      numRuns: 1000,
      examples: [
        [new Uint8Array(64), ''],
        [new Uint8Array(65).fill(1), 'ü'],
      ],
    },
  );
}, 30_000);
