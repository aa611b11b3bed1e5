import { createHash, createHmac } from 'node:crypto';
import { createRequire, registerHooks } from 'node:module';
import type * as Smithy from '@smithy/signature-v4';

// Node cannot import the files under the package's `module` condition, which the tests use: they are for bundlers.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, { ...context, conditions: context.conditions.filter((condition) => condition !== 'module') }),
});

/** The signer of the AWS SDK for JavaScript. */
export const { SignatureV4 } = createRequire(import.meta.url)('@smithy/signature-v4') as typeof Smithy;

/** The hash interface that the signer requires, implemented with Node's. */
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
