import type { Clock } from '../../kernel/index.ts';
import { Queue } from './queue.ts';
import type { QueueDefinition } from './queue-definition.ts';

/** The messages of all queues, which survive a reload of the stack. */
export class QueueMessages {
  readonly #clock: Clock;
  readonly #queues = new Map<string, Queue>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of({ name }: QueueDefinition): Queue {
    const queue = this.#queues.get(name) ?? new Queue(this.#clock);
    this.#queues.set(name, queue);
    return queue;
  }
}

/** A queue with its messages. */
export interface RunningQueue {
  readonly definition: QueueDefinition;
  readonly messages: Queue;
}

/** The queues of a stack. */
export class Queues {
  readonly all: readonly RunningQueue[];

  constructor(definitions: readonly QueueDefinition[], messages: QueueMessages) {
    this.all = definitions.map((definition) => ({ definition, messages: messages.of(definition) }));
  }

  byName(name: string): RunningQueue | undefined {
    return this.all.find(({ definition }) => definition.name === name);
  }

  byArn(arn: string): RunningQueue | undefined {
    return this.all.find(({ definition }) => definition.arn === arn);
  }
}
