import type { MessageAttributes, TopicMessage } from './message.ts';

/** The body of a message in a queue: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export function queueEnvelope(message: TopicMessage, region: string): string {
  const { signingCert, unsubscribe } = addresses(message, region);
  const attributes = describeAttributes(message.attributes);
  const envelope = {
    ...head(message),
    ...(message.subject !== undefined && { Subject: message.subject }),
    ...content(message),
    SigningCertURL: signingCert,
    UnsubscribeURL: unsubscribe,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  };
  return JSON.stringify(envelope, null, 2);
}

/** The event of a function: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export function functionEvent(message: TopicMessage, region: string): string {
  const { signingCert, unsubscribe } = addresses(message, region);
  const notification = {
    ...head(message),
    Subject: message.subject ?? null,
    ...content(message),
    SigningCertUrl: signingCert,
    UnsubscribeUrl: unsubscribe,
    MessageAttributes: describeAttributes(message.attributes),
  };
  const record = {
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    EventSubscriptionArn: message.subscriptionArn,
    Sns: notification,
  };
  return JSON.stringify({ Records: [record] });
}

const head = ({ id, topicArn }: TopicMessage) => ({ Type: 'Notification', MessageId: id, TopicArn: topicArn });

/** Only AWS has the key: the signature is empty, and a consumer that verifies it rejects the message. */
const content = ({ text, publishedAt }: TopicMessage) => ({
  Message: text,
  Timestamp: new Date(publishedAt).toISOString(),
  SignatureVersion: '1',
  Signature: '',
});

const addresses = ({ subscriptionArn }: TopicMessage, region: string) => ({
  signingCert: `https://sns.${region}.amazonaws.com/SimpleNotificationService-local.pem`,
  unsubscribe: `https://sns.${region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
});

const describeAttributes = (attributes: MessageAttributes) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { dataType, value }]) => [name, { Type: dataType, Value: value }]),
  );
