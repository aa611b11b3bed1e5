import { randomUUID } from 'node:crypto';
import { functionEvent, queueEnvelope } from './envelope.ts';
import { passes } from './filter-policy.ts';
import { type MessageAttributes, type Publication, textFor, type TopicMessage } from './message.ts';
import type { Subscription, TopicStore } from './topic-store.ts';

export interface QueueMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
}

/**
 * How SNS delivers messages. Each function returns the reason if the endpoint doesn't accept the message, otherwise
 * undefined.
 */
export interface DeliveryPorts {
  readonly region: string;
  /** Sends on behalf of a topic, if the queue's policy allows it. */
  sendToQueue(queueArn: string, message: QueueMessage, topicArn: string): string | undefined;
  /** Queues an asynchronous invocation on behalf of a topic, if the function's policy allows it. */
  invokeFunction(functionArn: string, event: string, topicArn: string): string | undefined;
  readonly reportProblem: (problem: string) => void;
}

/**
 * Delivers a message to all matching subscriptions of a topic.
 * @param now epoch milliseconds
 * @returns the message's id
 */
export function deliver(
  store: TopicStore,
  topicArn: string,
  publication: Publication,
  now: number,
  ports: DeliveryPorts,
): string {
  const { subject, attributes } = publication;
  const id = randomUUID();
  for (const subscription of store.subscriptionsOf(topicArn)) {
    const text = textFor(publication, subscription.protocol);
    if (!passes(subscription.filterPolicy, { text, attributes })) continue;
    const to = { id, topicArn, subscriptionArn: subscription.arn, text, attributes, publishedAt: now };
    deliverTo(subscription, { ...to, ...(subject !== undefined && { subject }) }, ports);
  }
  return id;
}

function deliverTo(subscription: Subscription, message: TopicMessage, ports: DeliveryPorts): void {
  const { protocol, endpoint, isRaw, deadLetterArn } = subscription;
  const content: QueueMessage =
    protocol === 'lambda'
      ? { body: functionEvent(message, ports.region), attributes: {} }
      : isRaw
        ? { body: message.text, attributes: message.attributes }
        : { body: queueEnvelope(message, ports.region), attributes: {} };
  const problem = send(protocol, endpoint, content, message.topicArn, ports);
  if (problem === undefined) return;
  const lost = deadLetterArn === undefined || ports.sendToQueue(deadLetterArn, content, message.topicArn) !== undefined;
  ports.reportProblem(
    `Cannot deliver message ${message.id} of the topic ${message.topicArn} to ${endpoint}: ${problem}. ` +
      (lost ? 'It is lost.' : 'It is in the dead-letter queue of the subscription.'),
  );
}

/** Nothing is delivered to other protocols; this is reported when the stack starts and by Subscribe. */
function send(protocol: string, endpoint: string, message: QueueMessage, topicArn: string, ports: DeliveryPorts) {
  if (protocol === 'sqs') return ports.sendToQueue(endpoint, message, topicArn);
  return protocol === 'lambda' ? ports.invokeFunction(endpoint, message.body, topicArn) : undefined;
}
