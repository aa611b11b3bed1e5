import { deliver } from '../../engine/deliver.ts';
import type { Publication } from '../../engine/message.ts';
import { findTopic, operation } from '../call.ts';
import { invalidParameter } from '../errors.ts';
import { messageAttributes } from '../message-attributes.ts';

const maxMessageBytes = 262_144;

/** ASCII that begins with a visible character: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const subjectRule = /^[\x21-\x7e][\x20-\x7e]{0,99}$/;

export const publish = operation(
  [
    'TopicArn',
    'TargetArn',
    'PhoneNumber',
    'Message',
    'Subject',
    'MessageStructure',
    'MessageAttributes',
    'MessageGroupId',
    'MessageDeduplicationId',
  ],
  (call) => {
    const { parameters, store, clock, delivery } = call;
    if (parameters.has('PhoneNumber')) {
      throw invalidParameter('PhoneNumber Reason: The local run does not send SMS messages. Publish to a topic');
    }
    const topic = findTopic(call, 'Publish', parameters.has('TopicArn') ? 'TopicArn' : 'TargetArn');
    return { MessageId: deliver(store, topic.arn, readPublication(parameters), clock.now(), delivery) };
  },
);

/** @throws ServiceError with SNS's message */
export function readPublication(parameters: URLSearchParams): Publication {
  refuseFifo(parameters);
  const message = parameters.get('Message') ?? '';
  const subject = parameters.get('Subject');
  const isStructured = parameters.get('MessageStructure') === 'json';
  if (message === '') throw invalidParameter('Empty message');
  if (Buffer.byteLength(message) > maxMessageBytes) throw invalidParameter('Message too long');
  if (subject !== null && !subjectRule.test(subject)) throw invalidParameter('Subject');
  if (isStructured) checkStructure(message);
  return { message, isStructured, attributes: messageAttributes(parameters), ...(subject !== null && { subject }) };
}

function refuseFifo(parameters: URLSearchParams): void {
  for (const name of ['MessageGroupId', 'MessageDeduplicationId']) {
    if (!parameters.has(name)) continue;
    const reason = `The request includes ${name} parameter that is not valid for this topic type`;
    throw invalidParameter(`${name} Reason: ${reason}`);
  }
}

function checkStructure(message: string): void {
  let texts: unknown;
  try {
    texts = JSON.parse(message);
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
  const isThere =
    typeof texts === 'object' && texts !== null && 'default' in texts && typeof texts.default === 'string';
  if (!isThere) throw invalidParameter('Message Structure - No default entry in JSON message body');
}
