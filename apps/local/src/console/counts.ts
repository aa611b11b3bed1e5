import type { Pulse } from '@jobs/console/protocol';
import type { LocalStack } from '../stack/local-stack.ts';
import { deadLetterQueues } from './dead-letter-queues.ts';
import { callTable } from './table.ts';

type StoredCounts = Pick<Pulse['now'], 'stored' | 'archived' | 'deadLettered'>;

export interface CountsListener {
  /** Called when a count differs from the previous one. */
  changed(): void;
  failed(error: unknown): void;
}

/** The pause between two counts is at least `pauseMs`, and at least `pauseFactor` times as long as a count takes. */
const pauseMs = 1000;
const pauseFactor = 10;

/** Counts the contents of the table, archives and dead-letter queues. Counting is slow, so it is throttled. */
export class Counts {
  readonly #stack: LocalStack;
  readonly #listener: CountsListener;
  #current: StoredCounts = { stored: 0, archived: 0, deadLettered: 0 };
  #counting: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #nextCountAt = 0;
  #isStopped = false;

  constructor(stack: LocalStack, listener: CountsListener) {
    this.#stack = stack;
    this.#listener = listener;
  }

  get current(): StoredCounts {
    return this.#current;
  }

  /** Counts now, or joins a count in progress. */
  refresh(): Promise<void> {
    this.#counting ??= this.#count().finally(() => {
      this.#counting = undefined;
    });
    return this.#counting;
  }

  /** Schedules a new count after a change, as soon as the pause allows. */
  scheduleRefresh(): void {
    if (this.#timer || this.#isStopped) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.refresh().catch((error: unknown) => {
          // A stopping stack may have closed its table in the meantime.
          if (!this.#isStopped) this.#listener.failed(error);
        });
      },
      Math.max(0, this.#nextCountAt - performance.now()) || pauseMs,
    );
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #count(): Promise<void> {
    const startedAt = performance.now();
    const before = this.#current;
    const archives = await this.#stack.eventBridge.listArchives();
    const stored = await this.#countItems();
    this.#current = {
      stored,
      archived: archives.reduce((sum, { eventCount }) => sum + eventCount, 0),
      deadLettered: deadLetterQueues(this.#stack).reduce((sum, { messages }) => sum + messages.length, 0),
    };
    this.#nextCountAt = performance.now() + Math.max(pauseMs, pauseFactor * (performance.now() - startedAt));
    const { stored: s, archived, deadLettered } = this.#current;
    if (s !== before.stored || archived !== before.archived || deadLettered !== before.deadLettered)
      this.#listener.changed();
  }

  async #countItems(): Promise<number> {
    let count = 0;
    let from: unknown;
    do {
      const page: { Count?: number; LastEvaluatedKey?: unknown } = await callTable(this.#stack, 'Scan', {
        Select: 'COUNT',
        ...(from !== undefined && { ExclusiveStartKey: from }),
      });
      count += page.Count ?? 0;
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return count;
  }
}
