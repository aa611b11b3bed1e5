import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/index.ts';
import type { MessageContent, QueuedMessage, ReceivedMessage } from './message.ts';
import type { QueueDefinition } from './queue-definition.ts';

interface StoredMessage extends QueuedMessage {
  /** It is not visible before this time. */
  visibleAt: number;
  firstReceivedAt?: number;
  receiveCount: number;
  /** The latest handle; earlier ones are invalid. */
  receiptHandle?: string;
}

/** A standard queue in memory. A message that is received and not deleted in time is received again. */
export class Queue {
  readonly createdAt: number;
  readonly #clock: Clock;
  #messages: StoredMessage[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.createdAt = clock.now();
  }

  send(content: MessageContent): { readonly id: string } {
    const now = this.#clock.now();
    const message = { ...content, id: randomUUID(), sentAt: now, visibleAt: now, receiveCount: 0 };
    this.#messages.push(message);
    return message;
  }

  /** Receives messages, oldest first, and hides them from other receivers until the visibility timeout expires. */
  receive(maxMessages: number, visibilityTimeoutSeconds: number, definition: QueueDefinition): ReceivedMessage[] {
    const now = this.#clock.now();
    return this.#kept(definition)
      .filter(({ visibleAt }) => visibleAt <= now)
      .slice(0, maxMessages)
      .map((message) => {
        message.visibleAt = now + visibilityTimeoutSeconds * 1000;
        message.firstReceivedAt ??= now;
        message.receiveCount += 1;
        const receiptHandle = randomUUID();
        message.receiptHandle = receiptHandle;
        return { ...message, receiptHandle, firstReceivedAt: message.firstReceivedAt };
      });
  }

  /** Deletes the message, unless it has been received again since. */
  delete(receiptHandle: string): void {
    this.#messages = this.#messages.filter((message) => message.receiptHandle !== receiptHandle);
  }

  purge(): void {
    this.#messages = [];
  }

  /** All messages, oldest first, including those in flight; AWS has no such call. */
  list(definition: QueueDefinition): readonly QueuedMessage[] {
    return this.#kept(definition);
  }

  /** The number of visible messages, and of those in flight. */
  count(definition: QueueDefinition): { readonly visible: number; readonly notVisible: number } {
    const now = this.#clock.now();
    const kept = this.#kept(definition);
    const visible = kept.filter(({ visibleAt }) => visibleAt <= now).length;
    return { visible, notVisible: kept.length - visible };
  }

  /** Drops messages that are past the retention period. */
  #kept({ retentionSeconds }: QueueDefinition): readonly StoredMessage[] {
    const oldest = this.#clock.now() - retentionSeconds * 1000;
    this.#messages = this.#messages.filter(({ sentAt }) => sentAt > oldest);
    return this.#messages;
  }
}
