import type { Operation } from './call.ts';
import { publish } from './operations/publish.ts';
import { publishBatch } from './operations/publish-batch.ts';
import { subscribe, unsubscribe } from './operations/subscribe.ts';
import {
  getSubscriptionAttributes,
  listSubscriptions,
  listSubscriptionsByTopic,
  setSubscriptionAttributes,
} from './operations/subscriptions.ts';
import { createTopic, deleteTopic, getTopicAttributes, listTopics, setTopicAttributes } from './operations/topics.ts';

/** The SNS operations that the local run supports. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ['CreateTopic', createTopic],
  ['DeleteTopic', deleteTopic],
  ['GetSubscriptionAttributes', getSubscriptionAttributes],
  ['GetTopicAttributes', getTopicAttributes],
  ['ListSubscriptions', listSubscriptions],
  ['ListSubscriptionsByTopic', listSubscriptionsByTopic],
  ['ListTopics', listTopics],
  ['Publish', publish],
  ['PublishBatch', publishBatch],
  ['SetSubscriptionAttributes', setSubscriptionAttributes],
  ['SetTopicAttributes', setTopicAttributes],
  ['Subscribe', subscribe],
  ['Unsubscribe', unsubscribe],
]);
