import type { SubscriptionDefinition, TopicDefinition, TopicDefinitions } from './definitions.ts';
import type { FilterPolicy, FilterPolicyScope } from './filter-policy.ts';
import { needsConfirmation } from './protocols.ts';

export interface Topic extends Omit<TopicDefinition, 'policies'> {
  displayName: string;
  /** Number of its deleted subscriptions. */
  deletedSubscriptions: number;
}

export interface Subscription extends Pick<SubscriptionDefinition, 'arn' | 'topicArn' | 'protocol' | 'endpoint'> {
  filterPolicy: FilterPolicy | undefined;
  filterScope: FilterPolicyScope;
  isRaw: boolean;
  deadLetterArn: string | undefined;
  /** Waits for an endpoint that confirms it. */
  readonly isPending: boolean;
}

/** The topics and subscriptions of a stack, and those that calls have created. */
export class TopicStore {
  readonly #topics = new Map<string, Topic>();
  readonly #subscriptions = new Map<string, Subscription>();
  #defined: readonly string[] = [];

  /** Applies the current definitions; topics and subscriptions created by calls are kept. */
  define({ topics, subscriptions }: TopicDefinitions): void {
    const next = [...topics, ...subscriptions].map(({ arn }) => arn);
    for (const arn of this.#defined) {
      if (next.includes(arn)) continue;
      this.#topics.delete(arn);
      this.#subscriptions.delete(arn);
    }
    for (const { name, arn, displayName } of topics) {
      this.#topics.set(arn, { name, arn, displayName, deletedSubscriptions: 0 });
    }
    for (const definition of subscriptions) this.addSubscription(definition);
    this.#defined = next;
  }

  get topics(): readonly Topic[] {
    return [...this.#topics.values()];
  }

  get subscriptions(): readonly Subscription[] {
    return [...this.#subscriptions.values()];
  }

  topic(arn: string): Topic | undefined {
    return this.#topics.get(arn);
  }

  subscription(arn: string): Subscription | undefined {
    return this.#subscriptions.get(arn);
  }

  subscriptionsOf(topicArn: string): readonly Subscription[] {
    return this.subscriptions.filter((each) => each.topicArn === topicArn);
  }

  addTopic(topic: { readonly name: string; readonly arn: string; readonly displayName: string }): void {
    this.#topics.set(topic.arn, { ...topic, deletedSubscriptions: 0 });
  }

  /** Removes a topic with its subscriptions. */
  removeTopic(arn: string): void {
    this.#topics.delete(arn);
    for (const subscription of this.subscriptionsOf(arn)) this.#subscriptions.delete(subscription.arn);
  }

  addSubscription(definition: SubscriptionDefinition): Subscription {
    const { filterPolicy, deadLetterArn, protocol } = definition;
    const filterScope = filterPolicy?.scope ?? 'MessageAttributes';
    const subscription = {
      ...definition,
      ...{ filterPolicy, filterScope, deadLetterArn },
      isPending: needsConfirmation(protocol),
    };
    this.#subscriptions.set(subscription.arn, subscription);
    return subscription;
  }

  removeSubscription({ arn, topicArn }: Subscription): void {
    this.#subscriptions.delete(arn);
    const topic = this.#topics.get(topicArn);
    if (topic) topic.deletedSubscriptions++;
  }
}
