import type { Topic } from '../engine/topic-store.ts';
import type { TopicsCall } from './call.ts';

/**
 * The default for HTTP endpoints, which get nothing here:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
const deliveryPolicy = {
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: 'linear',
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
  },
};

/** The attributes of a topic that GetTopicAttributes returns. */
export function topicAttributes(topic: Topic, { store, accountId, policyOf }: TopicsCall): ReadonlyMap<string, string> {
  const subscriptions = store.subscriptionsOf(topic.arn);
  const pending = subscriptions.filter(({ isPending }) => isPending).length;
  return new Map([
    ['TopicArn', topic.arn],
    ['Owner', accountId],
    ['DisplayName', topic.displayName],
    ['Policy', JSON.stringify(policyOf(topic.arn) ?? defaultPolicy(topic.arn, accountId))],
    ['SubscriptionsConfirmed', String(subscriptions.length - pending)],
    ['SubscriptionsPending', String(pending)],
    ['SubscriptionsDeleted', String(topic.deletedSubscriptions)],
    ['EffectiveDeliveryPolicy', JSON.stringify(deliveryPolicy)],
  ]);
}

const ownersActions = [
  ...['SNS:GetTopicAttributes', 'SNS:SetTopicAttributes', 'SNS:AddPermission', 'SNS:RemovePermission'],
  ...['SNS:DeleteTopic', 'SNS:Subscribe', 'SNS:ListSubscriptionsByTopic', 'SNS:Publish'],
];

const defaultPolicy = (topicArn: string, accountId: string) => ({
  Version: '2008-10-17',
  Id: '__default_policy_ID',
  Statement: [
    {
      Sid: '__default_statement_ID',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ownersActions,
      Resource: topicArn,
      Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
    },
  ],
});
