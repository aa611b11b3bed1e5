import type { Writable } from 'node:stream';

type Write = typeof process.stdout.write;

/** Turns what is written to a stream into lines; a line without its end stays until {@link flush}. */
export class LogLines {
  #rest = '';
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Takes over a stream, so that a line is sent at once, also when the thread is then stopped. */
  capture(stream: Writable): void {
    const write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
      this.#add(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      const done = typeof encoding === 'function' ? encoding : callback;
      if (typeof done === 'function') process.nextTick(done);
      return true;
    };
    stream.write = write as Write;
  }

  /** Sends what has no line end yet: at the end of an invocation, and before the process ends. */
  flush(): void {
    if (this.#rest !== '') this.#log(this.#rest);
    this.#rest = '';
  }

  #add(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#log(line);
  }
}
