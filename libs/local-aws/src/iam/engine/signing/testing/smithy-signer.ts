import { createHash, createHmac } from 'node:crypto';
import { createRequire, registerHooks } from 'node:module';
import type * as Smithy from '@smithy/signature-v4';

// The files under its `module` condition, which the tests run with, can only be bundled: Node can't import them.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, { ...context, conditions: context.conditions.filter((condition) => condition !== 'module') }),
});

/** The signer of the AWS SDK for JavaScript. */
export const { SignatureV4 } = createRequire(import.meta.url)('@smithy/signature-v4') as typeof Smithy;

/** What the signer wants of a hash, on Node's. */
export class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(toBytes(data));
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {
    throw new Error('not used by the signer');
  }
}

function toBytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
