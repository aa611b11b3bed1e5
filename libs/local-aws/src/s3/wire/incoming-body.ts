import { headerValue, type HttpRequest } from '../../kernel/index.ts';
import { type ChecksumAlgorithm, checksumAlgorithms, checksumBytes } from '../engine/checksums/checksum.ts';
import { S3Error } from '../engine/s3-error.ts';
import { type IncomingBody, writeBody } from '../engine/write-body.ts';
import { decodeChunks } from './aws-chunked.ts';
import type { Verified } from './ports.ts';

/** The values of `x-amz-content-sha256` that indicate chunks. */
const inChunks: Readonly<Record<string, { readonly signed: boolean }>> = {
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { signed: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { signed: true },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { signed: true },
};

/**
 * The body of a request without its transfer encoding, with the length and checksums that the request declares.
 * @throws S3Error for an invalid or unsupported combination of headers
 */
export function incomingBody(request: HttpRequest, verified: Verified | undefined): IncomingBody {
  const header = (name: string) => headerValue(request, name);
  const payload = header('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  const trailers = new Map<string, string>();
  const chunks = Object.hasOwn(inChunks, payload) ? inChunks[payload] : undefined;
  if (!chunks && payload.startsWith('STREAMING-')) {
    throw new S3Error('NotImplemented', {}, `The local run does not support the payload ${payload}.`);
  }
  if (chunks?.signed && !verified?.chunks) throw new S3Error('AccessDenied');
  const md5 = header('content-md5');
  if (md5 !== undefined && Buffer.from(md5, 'base64').length !== 16) throw new S3Error('InvalidDigest');
  const length = Number(header(chunks ? 'x-amz-decoded-content-length' : 'content-length') ?? Number.NaN);
  if (Number.isNaN(length)) throw new S3Error('MissingContentLength');
  const content = wire(request);
  const checksum = readChecksum(request, trailers);
  return {
    content: chunks ? decodeChunks(content, trailers, chunks.signed ? verified?.chunks : undefined) : content,
    length,
    ...(md5 !== undefined && { md5 }),
    ...(/^[0-9a-f]{64}$/.test(payload) && { sha256: payload }),
    ...(checksum && { checksum }),
  };
}

/** The incoming bytes. A client that disconnects early has sent an incomplete body. */
async function* wire(request: HttpRequest): AsyncGenerator<Buffer> {
  if (!request.stream) {
    yield request.body;
    return;
  }
  try {
    for await (const chunk of request.stream) yield chunk as Buffer;
  } catch {
    throw new S3Error('IncompleteBody');
  }
}

/** The checksum in a header, or in a trailer that the request declares. */
function readChecksum(request: HttpRequest, trailers: ReadonlyMap<string, string>): IncomingBody['checksum'] {
  const announced = headerValue(request, 'x-amz-trailer')?.toLowerCase();
  for (const algorithm of checksumAlgorithms) {
    const name = checksumHeader(algorithm);
    const given = headerValue(request, name);
    if (given !== undefined) return { algorithm, expected: () => checked(algorithm, given) };
    if (announced === name) return { algorithm, expected: () => checked(algorithm, trailers.get(name) ?? '') };
  }
  return undefined;
}

function checked(algorithm: ChecksumAlgorithm, value: string): string {
  if (Buffer.from(value, 'base64').length === checksumBytes[algorithm]) return value;
  throw new S3Error('InvalidRequest', {}, `Value for ${checksumHeader(algorithm)} header is invalid.`);
}

export const checksumHeader = (algorithm: ChecksumAlgorithm) => `x-amz-checksum-${algorithm.toLowerCase()}`;

/** Ample for a list of a thousand keys or ten thousand parts. */
const maxDocumentBytes = 8 * 1024 ** 2;

/** The text of a small body, such as an XML document, verified against the sender's checksums. */
export async function wholeText(body: IncomingBody): Promise<string> {
  const chunks: Buffer[] = [];
  if ((body.length ?? 0) > maxDocumentBytes) throw new S3Error('MalformedXML');
  const collect = { write: (chunk: Buffer) => Promise.resolve(void chunks.push(chunk)) };
  await writeBody(body, collect, 'CRC32');
  return Buffer.concat(chunks).toString('utf8');
}
