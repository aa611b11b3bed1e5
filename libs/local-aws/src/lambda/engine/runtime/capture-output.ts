import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

const descriptors = { stdout: 1, stderr: 2 } as const;

/**
 * Captures writes to `process.stdout` or `process.stderr`, so that they stay in order with the rest of the log. Node's
 * own stream is not opened: it would make other writes to its descriptor fail while that is full.
 */
export function captureOutput(name: keyof typeof descriptors, log: (text: string) => void): void {
  const decoder = new StringDecoder();
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      log(decoder.write(chunk));
      done();
    },
  });
  const output = Object.assign(stream, { fd: descriptors[name] });
  Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => output });
}
