import type { Environment } from './environment.ts';

const intervalMs = 100;

/**
 * Ends invocations that use more memory than their function has (docs/facts/b.md#b28), by looking at their processes now
 * and then. Those are real, so it runs on real time, whatever the clock says.
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
