import type { LocalStack } from '../stack/local-stack.ts';
import type { StackFiles } from './local-files.ts';
import type { Output } from './terminal/output.ts';

export interface StopOptions {
  readonly stack: Pick<LocalStack, 'stop' | 'lambda'>;
  readonly files: Pick<StackFiles, 'remove'>;
  /** The folder that keeps the stack's state; absent when it is in memory. */
  readonly dataFolder?: string;
  readonly output: Pick<Output, 'note' | 'problem'>;
}

/** Longer than the server waits for requests in progress. */
const deadlineMs = 10_000;
/** One Ctrl-C can arrive twice: from the terminal and from npm. */
const repetitionMs = 500;
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Stops the stack in order and within a deadline. Only the first call stops it; later calls wait for the same stop. */
export class Stopping {
  readonly #options: StopOptions;
  readonly #others: (() => Promise<void>)[] = [];
  readonly #stopping = new AbortController();
  #stopped: Promise<void> | undefined;

  constructor(options: StopOptions) {
    this.#options = options;
  }

  /** Aborted when the stop begins. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Adds something that stops together with the stack. */
  add(stop: () => Promise<void>): void {
    this.#others.push(stop);
  }

  /** Makes the first interrupt stop everything, and a second one exit immediately. */
  onSignals(): void {
    let firstAt: number | undefined;
    const onSignal = (signal: keyof typeof exitCodes) => {
      const now = performance.now();
      if (firstAt === undefined) {
        firstAt = now;
        this.#options.output.note('Stopping. Press Ctrl-C again to stop immediately.');
        void this.stop();
      } else if (now - firstAt >= repetitionMs) {
        this.#end(exitCodes[signal]);
      }
    };
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<void> {
    const { stack, files, output } = this.#options;
    const deadline = setTimeout(() => {
      output.problem(`Cannot stop within ${deadlineMs / 1000} seconds: something is still running. Exiting anyway.`);
      this.#end(1);
    }, deadlineMs);
    try {
      await Promise.all([stack.stop(), ...this.#others.map((stop) => stop())]);
      this.#reportUnfinished();
    } finally {
      clearTimeout(deadline);
      files.remove();
    }
  }

  /** Exits at once; the functions' processes end with this one. */
  #end(exitCode: number): never {
    this.#options.files.remove();
    process.exit(exitCode);
  }

  #reportUnfinished(): void {
    const { stack, dataFolder, output } = this.#options;
    const count = new Set(stack.lambda.pending().map(({ requestId }) => requestId)).size;
    if (count === 0) return;
    const jobs = count === 1 ? '1 accepted job' : `${count} accepted jobs`;
    if (dataFolder !== undefined) output.note(`Kept in ${dataFolder} for the next run: ${jobs}.`);
    else output.problem(`Lost ${jobs}: the queue was in memory only. Start with --data DIR to keep it between runs.`);
  }
}
