import type { PendingEvent } from './pending-event.ts';

const maxCount = 1000;
const maxCharacters = 4_000_000;

/**
 * The most recently finished events, which can be delivered again (docs/facts/b.md#b17); bounded in number and size.
 */
export class RecentEvents {
  readonly #events = new Map<string, PendingEvent>();
  #characters = 0;

  get(requestId: string): PendingEvent | undefined {
    return this.#events.get(requestId);
  }

  add(event: PendingEvent): void {
    this.#remove(event.requestId);
    this.#events.set(event.requestId, event);
    this.#characters += event.payload.length;
    for (const oldest of this.#events.keys()) {
      if (this.#events.size <= maxCount && this.#characters <= maxCharacters) return;
      this.#remove(oldest);
    }
  }

  #remove(requestId: string): void {
    this.#characters -= this.#events.get(requestId)?.payload.length ?? 0;
    this.#events.delete(requestId);
  }
}
