import type { XmlValue } from '../../../wire/index.ts';
import type { Subscription } from '../../engine/topic-store.ts';
import { everything, findSubscription, findTopic, operation, type TopicsCall } from '../call.ts';
import { page } from '../page.ts';
import { changeAttributes } from '../subscription-attributes.ts';

export const listSubscriptions = operation(['NextToken'], (call) => {
  call.authorize('SNS:ListSubscriptions', everything(call));
  return listed(call.store.subscriptions, call);
});

export const listSubscriptionsByTopic = operation(['TopicArn', 'NextToken'], (call) => {
  const topic = findTopic(call, 'ListSubscriptionsByTopic');
  return listed(call.store.subscriptionsOf(topic.arn), call);
});

function listed(subscriptions: readonly Subscription[], call: TopicsCall): XmlValue {
  const { items, ...next } = page(subscriptions, call);
  const Subscriptions = items.map(({ arn, topicArn, protocol, endpoint, isPending }) => ({
    SubscriptionArn: isPending ? 'PendingConfirmation' : arn,
    Owner: call.accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  }));
  return { Subscriptions, ...next };
}

export const getSubscriptionAttributes = operation(['SubscriptionArn'], (call) => {
  const subscription = findSubscription(call, 'GetSubscriptionAttributes');
  const { filterPolicy, filterScope, deadLetterArn } = subscription;
  return {
    Attributes: new Map([
      ['SubscriptionArn', subscription.arn],
      ['TopicArn', subscription.topicArn],
      ['Protocol', subscription.protocol],
      ['Endpoint', subscription.endpoint],
      ['Owner', call.accountId],
      ['SubscriptionPrincipal', call.callerArn],
      ['ConfirmationWasAuthenticated', String(!subscription.isPending)],
      ['PendingConfirmation', String(subscription.isPending)],
      ['RawMessageDelivery', String(subscription.isRaw)],
      ...(filterPolicy ? ([['FilterPolicy', filterPolicy.text]] as const) : []),
      ...(filterPolicy ? ([['FilterPolicyScope', filterScope]] as const) : []),
      ...(deadLetterArn === undefined
        ? []
        : ([['RedrivePolicy', JSON.stringify({ deadLetterTargetArn: deadLetterArn })]] as const)),
    ]),
  };
});

export const setSubscriptionAttributes = operation(['SubscriptionArn', 'AttributeName', 'AttributeValue'], (call) => {
  const subscription = findSubscription(call, 'SetSubscriptionAttributes');
  const name = call.parameters.get('AttributeName') ?? '';
  const value = call.parameters.get('AttributeValue') ?? '';
  Object.assign(subscription, changeAttributes(new Map([[name, value]]), '', subscription));
  return undefined;
});
