/** An attribute of a message. */
export interface MessageAttribute {
  /** `String`, `Number` or `Binary`, optionally followed by a dot and a custom name. */
  readonly dataType: string;
  /** Text, or for `Binary` bytes in base64. */
  readonly value: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** A message to a queue. */
export interface MessageContent {
  readonly body: string;
  readonly attributes: MessageAttributes;
}

/** Attributes of the type String. */
export const textAttributes = (texts: Readonly<Record<string, string>>): MessageAttributes =>
  Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { dataType: 'String', value }]));

export const isBinary = ({ dataType }: MessageAttribute): boolean => dataType.split('.')[0] === 'Binary';

/** A message in its queue. Times are epoch milliseconds. */
export interface QueuedMessage extends MessageContent {
  readonly id: string;
  readonly sentAt: number;
}

/** A received message. */
export interface ReceivedMessage extends QueuedMessage {
  /** The handle to delete the message; a new one for each receipt. */
  readonly receiptHandle: string;
  readonly firstReceivedAt: number;
  readonly receiveCount: number;
}
