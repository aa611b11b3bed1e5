/** What is sent to a queue. Attributes are text. */
export interface MessageContent {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A message as its receiver gets it. Times are epoch milliseconds. */
export interface ReceivedMessage extends MessageContent {
  readonly id: string;
  /** To delete it with; another one each time the message is received. */
  readonly receiptHandle: string;
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  readonly receiveCount: number;
}
