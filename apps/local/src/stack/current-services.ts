import type { StackServices } from './stack-services.ts';

/** Gives access to the services of the stack's current definition, for components created before them. */
export class CurrentServices {
  #services: StackServices | undefined;

  /** @throws Error while the stack is still starting */
  get current(): StackServices {
    if (!this.#services) throw new Error('The stack is still starting.');
    return this.#services;
  }

  /**
   * Switches to new services; the previous ones finish their work.
   * @param prepare runs after the old pipes have stopped and before the new ones start
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
