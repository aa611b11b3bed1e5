import * as z from 'zod/mini';
import { isBinary, type ReceivedMessage } from './message.ts';
import { attributesDigest, bodyDigest } from './message-digest.ts';
import { queueAttributes } from './queue-attributes.ts';
import type { RunningQueue } from './queues.ts';

/** An operation on one queue: its input and its response. */
export interface QueueOperation {
  readonly input: z.ZodMiniType;
  run(queue: RunningQueue, input: unknown): object;
}

const operation = <Input extends z.ZodMiniType>(
  input: Input,
  run: (queue: RunningQueue, input: z.output<Input>) => object,
): QueueOperation => ({ input, run: (queue, given) => run(queue, given as z.output<Input>) });

const QueueUrl = z.string();
const names = z._default(z.array(z.string()), []);

/**
 * Operations by name, whose input has a `QueueUrl`. GetQueueUrl and ListQueues, which have none, are handled
 * separately.
 */
export const queueOperations: ReadonlyMap<string, QueueOperation> = new Map([
  [
    'ReceiveMessage',
    operation(
      z.strictObject({
        QueueUrl,
        MaxNumberOfMessages: z._default(z.int().check(z.minimum(1), z.maximum(10)), 1),
        VisibilityTimeout: z.optional(z.int().check(z.minimum(0), z.maximum(43_200))),
        // Receivers get the available messages immediately, as with short polling.
        WaitTimeSeconds: z.optional(z.int().check(z.minimum(0), z.maximum(20))),
        AttributeNames: names,
        MessageSystemAttributeNames: names,
        MessageAttributeNames: names,
      }),
      ({ definition, messages }, input) => {
        const timeout = input.VisibilityTimeout ?? definition.visibilityTimeoutSeconds;
        const received = messages.receive(input.MaxNumberOfMessages, timeout, definition);
        const system = [...input.AttributeNames, ...input.MessageSystemAttributeNames];
        return received.length === 0
          ? {}
          : { Messages: received.map((message) => describeMessage(message, system, input.MessageAttributeNames)) };
      },
    ),
  ],
  [
    'DeleteMessage',
    operation(z.strictObject({ QueueUrl, ReceiptHandle: z.string() }), ({ messages }, { ReceiptHandle }) => {
      messages.delete(ReceiptHandle);
      return {};
    }),
  ],
  [
    'PurgeQueue',
    operation(z.strictObject({ QueueUrl }), ({ messages }) => {
      messages.purge();
      return {};
    }),
  ],
  [
    'GetQueueAttributes',
    operation(z.strictObject({ QueueUrl, AttributeNames: names }), (queue, { AttributeNames }) => {
      const Attributes = selected(queueAttributes(queue), AttributeNames);
      return Object.keys(Attributes).length === 0 ? {} : { Attributes };
    }),
  ],
]);

function describeMessage(message: ReceivedMessage, systemNames: readonly string[], names: readonly string[]): object {
  const system = selected(
    {
      SentTimestamp: String(message.sentAt),
      ApproximateReceiveCount: String(message.receiveCount),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    },
    systemNames,
  );
  const attributes = selected(message.attributes, names);
  const isThere = (part: object) => Object.keys(part).length > 0;
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: bodyDigest(message.body),
    Body: message.body,
    ...(isThere(system) && { Attributes: system }),
    ...(isThere(attributes) && {
      MD5OfMessageAttributes: attributesDigest(attributes),
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, attribute]) => [
          name,
          { [isBinary(attribute) ? 'BinaryValue' : 'StringValue']: attribute.value, DataType: attribute.dataType },
        ]),
      ),
    }),
  };
}

/** The requested values: by name, by prefix (`RULE.*`), or all of them. */
function selected<T>(values: Readonly<Record<string, T>>, wanted: readonly string[]): Record<string, T> {
  const isWanted = (name: string) =>
    wanted.some(
      (each) => each === 'All' || each === name || (each.endsWith('.*') && name.startsWith(each.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)));
}
