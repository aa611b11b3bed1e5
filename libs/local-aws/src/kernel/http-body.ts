import type { IncomingMessage } from 'node:http';

/** How much of an oversized body is read and discarded, so that the client receives the response. */
const discardLimitBytes = 64 * 1024 * 1024;

/**
 * Reads a request's body. Nothing of an oversized body is kept; the rest is drained, up to a limit, while the response
 * is sent: a client that is cut off while sending receives no response at all.
 */
export function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer | 'too large' | 'aborted'> {
  const announced = announcedLength(incoming);
  if (announced > maxBytes) {
    discard(incoming);
    return Promise.resolve('too large');
  }
  if (announced === 0 && incoming.headers['transfer-encoding'] === undefined) return Promise.resolve(Buffer.alloc(0));
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    const collect = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      incoming.off('data', collect);
      discard(incoming);
      resolve('too large');
    };
    incoming.on('data', collect);
    incoming.once('end', () => {
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    incoming.once('close', () => {
      resolve('aborted');
    });
    incoming.once('error', () => {
      resolve('aborted');
    });
  });
}

export const announcedLength = (incoming: IncomingMessage) => Number(incoming.headers['content-length'] ?? 0);

/** Reads and discards the rest of a body, up to a limit. */
export function discard(incoming: IncomingMessage): void {
  let discarded = 0;
  incoming.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > discardLimitBytes) incoming.socket.destroy();
  });
  incoming.on('error', () => undefined);
}
