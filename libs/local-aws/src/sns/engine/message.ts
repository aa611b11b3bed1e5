/** An attribute of a message. */
export interface MessageAttribute {
  /** `String`, `Number` or `Binary`, `String.Array`, or one of these with a custom suffix. */
  readonly dataType: string;
  /** Text, or for `Binary` bytes in base64. */
  readonly value: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** A message to a topic. */
export interface Publication {
  /** The text, or with `isStructured` a JSON object with a text for each protocol. */
  readonly message: string;
  readonly isStructured: boolean;
  readonly subject?: string;
  readonly attributes: MessageAttributes;
}

/** A message on its way to a subscription. */
export interface TopicMessage {
  readonly id: string;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly text: string;
  readonly subject?: string;
  readonly attributes: MessageAttributes;
  /** Epoch milliseconds. */
  readonly publishedAt: number;
}

/** The text for a protocol. */
export function textFor({ message, isStructured }: Publication, protocol: string): string {
  if (!isStructured) return message;
  const texts = new Map(Object.entries(JSON.parse(message) as object));
  const found = [texts.get(protocol), texts.get('default')] as readonly unknown[];
  return found.find((text) => typeof text === 'string') ?? '';
}
