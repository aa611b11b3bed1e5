import type { TemplatePolicy } from '../../cloudformation/index.ts';
import type { FilterPolicy } from './filter-policy.ts';

/** A standard topic of the template. */
export interface TopicDefinition {
  readonly name: string;
  readonly arn: string;
  readonly displayName: string;
  /** Its resource policies. */
  readonly policies: readonly TemplatePolicy[];
}

export interface SubscriptionDefinition {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly filterPolicy?: FilterPolicy;
  readonly isRaw: boolean;
  /** The queue for undeliverable messages. */
  readonly deadLetterArn?: string;
}

export interface TopicDefinitions {
  readonly topics: readonly TopicDefinition[];
  readonly subscriptions: readonly SubscriptionDefinition[];
}
