import type { Environment } from './environment.ts';

const intervalMs = 200;

/**
 * Ends invocations that use more memory than their function has (docs/facts/b.md#b28), by looking at heap and buffers
 * now and then. It watches real threads, so it runs on real time, whatever the clock says.
 */
export class MemoryWatch {
  readonly #environments: ReadonlySet<Environment>;
  #interval: NodeJS.Timeout | undefined;

  constructor(environments: ReadonlySet<Environment>) {
    this.#environments = environments;
  }

  start(): void {
    this.#interval ??= setInterval(() => {
      for (const environment of this.#environments) void environment.checkMemory();
      if (this.#environments.size === 0) this.stop();
    }, intervalMs).unref();
  }

  stop(): void {
    clearInterval(this.#interval);
    this.#interval = undefined;
  }
}
