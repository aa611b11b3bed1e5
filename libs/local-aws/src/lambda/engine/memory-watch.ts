import type { Environment } from './environment.ts';
import { residentMemory } from './resident-memory.ts';

// On other systems, each check runs a program.
const intervalMs = process.platform === 'linux' ? 100 : 500;

/**
 * Ends environments that use more memory than their function has (docs/facts/b.md#b28), by checking their
 * processes periodically. It uses real time, like the processes, regardless of the stack's clock.
 */
export class MemoryWatch {
  readonly #environments: ReadonlySet<Environment>;
  #interval: NodeJS.Timeout | undefined;
  #isLooking = false;

  constructor(environments: ReadonlySet<Environment>) {
    this.#environments = environments;
  }

  start(): void {
    this.#interval ??= setInterval(() => {
      void this.#look();
      if (this.#environments.size === 0) this.stop();
    }, intervalMs).unref();
  }

  stop(): void {
    clearInterval(this.#interval);
    this.#interval = undefined;
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const watched = [...this.#environments];
    const used = await residentMemory(watched.flatMap(({ pid }) => pid ?? []));
    for (const environment of watched) environment.limitMemory(used.get(environment.pid ?? 0) ?? 0);
    this.#isLooking = false;
  }
}
