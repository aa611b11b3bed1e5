import type { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

type Write = typeof process.stdout.write;

/** Takes over what is written to a stream, so that it stays in the order in which it was written among all the log. */
export function captureOutput(stream: Writable, log: (text: string) => void): void {
  const decoder = new StringDecoder();
  const write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
    log(typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk)));
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
  stream.write = write as Write;
}
