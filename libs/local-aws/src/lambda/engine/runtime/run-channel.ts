import fs from 'node:fs';
import { Socket } from 'node:net';
import { LineReader } from '../line-reader.ts';
import { type EnvironmentMessage, fromRun, type RunMessage, toRun } from './messages.ts';

// Saved before the function's code is loaded, which may replace them.
const { parse, stringify } = JSON;
const { writeSync } = fs;
const bytesOf = Buffer.from.bind(Buffer);
const exit = process.exit.bind(process);

/** Longer texts are sent in pieces. */
const maxTextLength = 1_048_576;
/** Longer responses are too large; a truncated one is enough to detect that (docs/facts/b.md#b29). */
const maxAnswerLength = 6_291_557;

/** Connects an environment with the local run. */
export class RunChannel {
  readonly #input = new Socket({ fd: fromRun, readable: true, writable: false });

  /** Ends the process when the local run ends. */
  constructor(receive: (message: RunMessage) => void) {
    const lines = new LineReader();
    this.#input.setEncoding('utf8');
    this.#input.on('data', (text: string) => {
      for (const line of lines.push(text)) receive(parse(line) as RunMessage);
    });
    for (const event of ['end', 'error']) this.#input.on(event, () => exit(1));
    this.idle(false);
  }

  /** Waiting for the local run only keeps the process alive while it is idle, as on Lambda (docs/facts/f.md#f16). */
  idle(isIdle: boolean): void {
    if (isIdle) this.#input.ref();
    else this.#input.unref();
  }

  /** Writes synchronously, so that the message arrives however the process ends afterwards. */
  send(message: EnvironmentMessage): void {
    const bytes = bytesOf(`${stringify(message)}\n`);
    for (let sent = 0; sent < bytes.length;) sent += writeSync(toRun, bytes, sent);
  }

  answer(type: 'returned' | 'failed', payload: string): void {
    this.send({ type, payload: payload.length > maxAnswerLength ? payload.slice(0, maxAnswerLength) : payload });
  }

  sendText(type: 'log' | 'output', text: string): void {
    for (let start = 0; start === 0 || start < text.length; start += maxTextLength) {
      this.send({ type, text: text.slice(start, start + maxTextLength) });
    }
  }
}
