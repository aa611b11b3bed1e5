import type { Clock } from '../../kernel/index.ts';
import type { AuthorizeAction, XmlValue } from '../../wire/index.ts';
import type { DeliveryPorts } from '../engine/deliver.ts';
import type { Subscription, Topic, TopicStore } from '../engine/topic-store.ts';
import { invalidParameter, notFound } from './errors.ts';

/** A call to SNS, with its parameters, context and caller. */
export interface TopicsCall {
  readonly parameters: URLSearchParams;
  readonly store: TopicStore;
  readonly clock: Clock;
  readonly region: string;
  readonly accountId: string;
  /** The policy of a topic in the template. */
  readonly policyOf: (topicArn: string) => object | undefined;
  /** The ARN of the caller. */
  readonly callerArn: string;
  readonly authorize: AuthorizeAction;
  readonly delivery: DeliveryPorts;
}

/** An operation: its parameters and its response. */
export interface Operation {
  readonly parameters: readonly string[];
  run(call: TopicsCall): XmlValue;
}

export const operation = (parameters: readonly string[], run: (call: TopicsCall) => XmlValue): Operation => ({
  parameters,
  run,
});

/** All topics, or all subscriptions. */
export const everything = ({ region, accountId }: TopicsCall) => `arn:aws:sns:${region}:${accountId}:*`;

/**
 * Finds the topic of a call and checks the caller's permission.
 * @param parameter the name of the parameter with the topic's ARN
 */
export function findTopic(call: TopicsCall, action: string, parameter = 'TopicArn', context = {}): Topic {
  const arn = arnParameter(call, parameter);
  call.authorize(`SNS:${action}`, arn, context);
  const topic = call.store.topic(arn);
  if (topic) return topic;
  throw notFound('Topic does not exist');
}

/** The subscription of a call. */
export function findSubscription(call: TopicsCall, action: string): Subscription {
  const arn = arnParameter(call, 'SubscriptionArn');
  call.authorize(`SNS:${action}`, arn);
  const subscription = call.store.subscription(arn);
  if (subscription) return subscription;
  throw notFound('Subscription does not exist');
}

function arnParameter({ parameters }: TopicsCall, name: string): string {
  const arn = parameters.get(name) ?? '';
  if (arn === '') throw invalidParameter(`${name} Reason: no value for required parameter`);
  const elements = arn.split(':').length;
  if (elements < 6) throw invalidParameter(`${name} Reason: An ARN must have at least 6 elements, not ${elements}`);
  return arn;
}
