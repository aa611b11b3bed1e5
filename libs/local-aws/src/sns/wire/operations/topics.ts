import { everything, findTopic, operation, type TopicsCall } from '../call.ts';
import { invalidParameter } from '../errors.ts';
import { formMap } from '../form.ts';
import { page } from '../page.ts';
import { topicAttributes } from '../topic-attributes.ts';

export const createTopic = operation(['Name', 'Attributes'], (call) => {
  const { parameters, store, region, accountId } = call;
  const name = parameters.get('Name') ?? '';
  const attributes = formMap(parameters, 'Attributes');
  if (name.endsWith('.fifo') || attributes.get('FifoTopic') === 'true') {
    throw invalidParameter('FifoTopic Reason: The local run only supports standard topics');
  }
  if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
  for (const attribute of attributes.keys()) {
    if (attribute !== 'DisplayName' && attribute !== 'FifoTopic') throw unsupported(attribute);
  }
  const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
  call.authorize('SNS:CreateTopic', arn);
  const there = store.topic(arn);
  const displayName = attributes.get('DisplayName');
  if (there && displayName !== undefined && displayName !== there.displayName) {
    throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
  }
  if (!there) store.addTopic({ name, arn, displayName: displayName ?? '' });
  return { TopicArn: arn };
});

/** Deleting a topic that doesn't exist succeeds. */
export const deleteTopic = operation(['TopicArn'], (call) => {
  const arn = call.parameters.get('TopicArn') ?? '';
  call.authorize('SNS:DeleteTopic', arn);
  call.store.removeTopic(arn);
  return undefined;
});

export const listTopics = operation(['NextToken'], (call) => {
  call.authorize('SNS:ListTopics', everything(call));
  const { items, ...next } = page(call.store.topics, call);
  return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), ...next };
});

export const getTopicAttributes = operation(['TopicArn'], (call: TopicsCall) => ({
  Attributes: topicAttributes(findTopic(call, 'GetTopicAttributes'), call),
}));

export const setTopicAttributes = operation(['TopicArn', 'AttributeName', 'AttributeValue'], (call) => {
  const topic = findTopic(call, 'SetTopicAttributes');
  const name = call.parameters.get('AttributeName') ?? '';
  if (name !== 'DisplayName') throw unsupported(name);
  topic.displayName = call.parameters.get('AttributeValue') ?? '';
  return undefined;
});

const unsupported = (attribute: string) =>
  invalidParameter(`AttributeName Reason: The local run supports only DisplayName, not ${attribute}`);
