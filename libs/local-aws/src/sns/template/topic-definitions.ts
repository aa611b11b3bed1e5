import { createHash } from 'node:crypto';
import type { StackResources } from '../../cloudformation/index.ts';
import { UnsupportedTemplateError } from '../../kernel/index.ts';
import type { SubscriptionDefinition, TopicDefinition, TopicDefinitions } from '../engine/definitions.ts';
import { compileFilterPolicy, type FilterPolicyScope } from '../engine/filter-policy.ts';
import { isDelivered } from '../engine/protocols.ts';
import { snsSubscription } from './sns-subscription.ts';
import { snsTopic } from './sns-topic.ts';
import { snsTopicPolicy } from './sns-topic-policy.ts';

/**
 * The topics of a stack with their subscriptions.
 * @throws UnsupportedTemplateError for a filter policy that SNS rejects
 */
export function topicDefinitions(resources: StackResources): TopicDefinitions {
  return {
    topics: readTopics(resources),
    subscriptions: [...inlineSubscriptions(resources), ...subscriptions(resources)],
  };
}

function readTopics(resources: StackResources): TopicDefinition[] {
  const policies = resources.ofType(snsTopicPolicy).map(({ logicalId, properties }) => ({
    topics: properties.Topics,
    policy: { where: `${logicalId}.PolicyDocument`, document: properties.PolicyDocument },
  }));
  return resources.ofType(snsTopic).map(({ identity, properties }) => ({
    name: identity.attributes.TopicName ?? '',
    arn: identity.ref,
    displayName: properties.DisplayName,
    policies: policies.filter(({ topics }) => topics.includes(identity.ref)).map(({ policy }) => policy),
  }));
}

function inlineSubscriptions(resources: StackResources): SubscriptionDefinition[] {
  return resources.ofType(snsTopic).flatMap(({ identity, properties }) =>
    properties.Subscription.map(({ Endpoint: endpoint, Protocol: protocol }) => {
      const id = createHash('sha256').update(`${protocol} ${endpoint}`).digest('hex').slice(0, 32);
      return { arn: `${identity.ref}:${id}`, topicArn: identity.ref, protocol, endpoint, isRaw: false };
    }),
  );
}

function subscriptions(resources: StackResources): SubscriptionDefinition[] {
  return resources.ofType(snsSubscription).map(({ logicalId, identity, properties }) => {
    const { TopicArn, Protocol, Endpoint, FilterPolicy, FilterPolicyScope, RawMessageDelivery } = properties;
    const filterPolicy = FilterPolicy && compiled(logicalId, JSON.stringify(FilterPolicy), FilterPolicyScope);
    const deadLetterArn = properties.RedrivePolicy?.deadLetterTargetArn;
    return {
      arn: identity.ref,
      topicArn: TopicArn,
      protocol: Protocol,
      endpoint: Endpoint,
      isRaw: RawMessageDelivery,
      ...(filterPolicy && { filterPolicy }),
      ...(deadLetterArn !== undefined && { deadLetterArn }),
    };
  });
}

function compiled(logicalId: string, text: string, scope: FilterPolicyScope) {
  try {
    return compileFilterPolicy(text, scope);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnsupportedTemplateError(logicalId, 'Properties.FilterPolicy', `${reason}.`);
  }
}

/** Subscriptions to which nothing is delivered here, because of their protocols. */
export function undeliveredSubscriptions(
  resources: StackResources,
): { readonly type: string; readonly logicalId: string }[] {
  const type = (protocol: string) => `${snsSubscription.type} by ${protocol}`;
  const ofTopics = resources
    .ofType(snsTopic)
    .flatMap(({ logicalId, properties }) =>
      properties.Subscription.map(({ Protocol: protocol }) => ({ logicalId, protocol })),
    );
  const own = resources
    .ofType(snsSubscription)
    .map(({ logicalId, properties }) => ({ logicalId, protocol: properties.Protocol }));
  return [...ofTopics, ...own]
    .filter(({ protocol }) => !isDelivered(protocol))
    .map(({ logicalId, protocol }) => ({ type: type(protocol), logicalId }));
}
