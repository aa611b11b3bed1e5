import type { StackServices } from './stack-services.ts';

/** The services of the stack's current definition, for what starts before them. */
export class CurrentServices {
  #services: StackServices | undefined;

  /** @throws Error while the stack is still starting */
  get current(): StackServices {
    if (!this.#services) throw new Error('The stack is still starting.');
    return this.#services;
  }

  /** Goes on with other services; those before them finish what they have begun. */
  async replace(services: StackServices): Promise<void> {
    const previous = this.#services;
    this.#services = services;
    await previous?.eventBridge.stop();
  }

  async stop(): Promise<void> {
    await this.#services?.eventBridge.stop();
  }
}
