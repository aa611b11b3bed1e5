import type { StackServices } from './stack-services.ts';

/** The services of the stack's current definition, for what starts before them. */
export class CurrentServices {
  #services: StackServices | undefined;

  /** @throws Error while the stack is still starting */
  get current(): StackServices {
    if (!this.#services) throw new Error('The stack is still starting.');
    return this.#services;
  }

  /**
   * Goes on with other services; those before them finish what they have begun.
   * @param prepare runs when pipes have stopped and before others start
   */
  async replace(services: StackServices, prepare = () => Promise.resolve()): Promise<void> {
    const previous = this.#services;
    this.#services = services;
    await previous?.pipes.stop();
    await previous?.eventBridge.stop();
    await prepare();
    await services.pipes.start();
  }

  async stop(): Promise<void> {
    await this.#services?.pipes.stop();
    await this.#services?.eventBridge.stop();
  }
}
