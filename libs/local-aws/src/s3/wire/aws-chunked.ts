import { hash } from 'node:crypto';
import { S3Error } from '../engine/s3-error.ts';
import type { ChunkSigner } from './ports.ts';

/** Maximum size of a chunk, which a client keeps in memory anyway: 64 MiB. */
const maxChunkBytes = 64 * 1024 ** 2;
const maxLineBytes = 16_384;

/**
 * Decodes an `aws-chunked` body, and verifies the signatures of its chunks if there is a signer:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 * @param trailers receives the trailing headers, keyed by lower-case name
 */
export async function* decodeChunks(
  body: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
  signer?: ChunkSigner,
): AsyncGenerator<Buffer> {
  const input = new ByteReader(body);
  let previous = signer?.signature ?? '';
  for (;;) {
    const { size, signature } = parseChunkHeader(await input.line());
    const chunk = await input.bytes(size);
    if (signer) {
      previous = signer.signNext('AWS4-HMAC-SHA256-PAYLOAD', [previous, hash('sha256', ''), hash('sha256', chunk)]);
      if (signature !== previous) throw new S3Error('SignatureDoesNotMatch');
    }
    if (size === 0) break;
    yield chunk;
    if ((await input.line()) !== '') throw new S3Error('IncompleteBody');
  }
  await readTrailers(input, trailers);
  const signature = trailers.get('x-amz-trailer-signature');
  if (!signer || trailers.size === 0) return;
  trailers.delete('x-amz-trailer-signature');
  const signed = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
  if (signature !== signer.signNext('AWS4-HMAC-SHA256-TRAILER', [previous, hash('sha256', signed)])) {
    throw new S3Error('SignatureDoesNotMatch');
  }
}

/** `400;chunk-signature=…`: the size is hexadecimal. */
function parseChunkHeader(line: string): { readonly size: number; readonly signature: string | undefined } {
  const [, size = '', signature] = /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line) ?? [];
  if (size === '' || Number.parseInt(size, 16) > maxChunkBytes) throw new S3Error('IncompleteBody');
  return { size: Number.parseInt(size, 16), signature };
}

async function readTrailers(input: ByteReader, trailers: Map<string, string>): Promise<void> {
  for (;;) {
    const line = await input.lineOrEnd();
    if (line === undefined) return;
    const colon = line.indexOf(':');
    if (colon > 0) trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

/** Reads lines and bytes from a stream. */
class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Up to the next line break. */
  async line(): Promise<string> {
    const line = await this.lineOrEnd();
    if (line === undefined) throw new S3Error('IncompleteBody');
    return line;
  }

  async lineOrEnd(): Promise<string | undefined> {
    let end = this.#rest.indexOf('\n');
    while (end < 0) {
      if (this.#rest.length > maxLineBytes) throw new S3Error('IncompleteBody');
      if (!(await this.#more())) break;
      end = this.#rest.indexOf('\n');
    }
    if (end < 0 && this.#rest.length === 0) return undefined;
    const line = this.#rest.subarray(0, end < 0 ? this.#rest.length : end).toString('utf8');
    this.#rest = this.#rest.subarray(end < 0 ? this.#rest.length : end + 1);
    return line.replace(/\r$/, '');
  }

  async bytes(count: number): Promise<Buffer> {
    const parts = [this.#rest];
    let length = this.#rest.length;
    while (length < count) {
      const next = await this.#chunks.next();
      if (next.done) throw new S3Error('IncompleteBody');
      parts.push(next.value);
      length += next.value.length;
    }
    const all = Buffer.concat(parts);
    this.#rest = all.subarray(count);
    return all.subarray(0, count);
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#rest = Buffer.concat([this.#rest, next.value]);
    return true;
  }
}
