import { randomUUID } from 'node:crypto';
import { isDelivered, protocols } from '../../engine/protocols.ts';
import type { Subscription } from '../../engine/topic-store.ts';
import { findSubscription, findTopic, operation } from '../call.ts';
import { invalidParameter } from '../errors.ts';
import { formMap } from '../form.ts';
import { changeAttributes, definitionOf } from '../subscription-attributes.ts';

export const subscribe = operation(
  ['TopicArn', 'Protocol', 'Endpoint', 'Attributes', 'ReturnSubscriptionArn'],
  (call) => {
    const { parameters, store, delivery } = call;
    const protocol = parameters.get('Protocol') ?? '';
    const endpoint = parameters.get('Endpoint') ?? '';
    const context = { 'sns:Protocol': protocol, 'sns:Endpoint': endpoint };
    const topic = findTopic(call, 'Subscribe', 'TopicArn', context);
    checkEndpoint(protocol, endpoint);
    const wanted = changeAttributes(formMap(parameters, 'Attributes'), 'Attributes Reason: ');
    const there = store
      .subscriptionsOf(topic.arn)
      .find((each) => each.protocol === protocol && each.endpoint === endpoint);
    if (there && parameters.has('Attributes.entry.1.key') && differs(there, wanted)) {
      throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
    }
    const arn = `${topic.arn}:${randomUUID()}`;
    const definition = { arn, topicArn: topic.arn, protocol, endpoint, ...definitionOf(wanted) };
    const subscription = there ?? store.addSubscription(definition);
    if (!there && !isDelivered(protocol)) {
      delivery.reportProblem(
        `The new ${protocol} subscription of ${topic.name} receives nothing: the local run only delivers to queues and functions.`,
      );
    }
    const isShown = !subscription.isPending || parameters.get('ReturnSubscriptionArn') === 'true';
    return { SubscriptionArn: isShown ? subscription.arn : 'pending confirmation' };
  },
);

type Comparable = Pick<Subscription, 'filterPolicy' | 'filterScope' | 'isRaw' | 'deadLetterArn'>;

const differs = (one: Comparable, other: Comparable) =>
  one.isRaw !== other.isRaw ||
  one.deadLetterArn !== other.deadLetterArn ||
  one.filterScope !== other.filterScope ||
  one.filterPolicy?.text !== other.filterPolicy?.text;

function checkEndpoint(protocol: string, endpoint: string): void {
  if (!protocols.includes(protocol)) {
    throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  }
  if (protocol === 'sqs' && !/^arn:aws:sqs:[\w-]+:\d{12}:[\w.-]+$/.test(endpoint)) {
    throw invalidParameter('SQS endpoint ARN');
  }
  if (protocol === 'sqs' && endpoint.endsWith('.fifo')) {
    throw invalidParameter(
      'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
    );
  }
  if (protocol === 'lambda' && !/^arn:aws:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/.test(endpoint)) {
    throw invalidParameter('Lambda endpoint ARN');
  }
}

/** Unsubscribing from a subscription that doesn't exist succeeds. */
export const unsubscribe = operation(['SubscriptionArn'], (call) => {
  const arn = call.parameters.get('SubscriptionArn') ?? '';
  if (!call.store.subscription(arn) && arn.split(':').length > 6) {
    call.authorize('SNS:Unsubscribe', arn);
    return undefined;
  }
  call.store.removeSubscription(findSubscription(call, 'Unsubscribe'));
  return undefined;
});
