import { CfnResource, Stack } from 'aws-cdk-lib';
import { type Archive, type CfnArchive, type CfnEventBus, type EventBus } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement, ServicePrincipal, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';

const eventBridge = new ServicePrincipal('events.amazonaws.com');

/**
 * Encrypts an archive with the key of its bus (docs/facts/c.md#c9).
 */
export function encryptArchive(archive: Archive, bus: EventBus, key: Key): void {
  // The construct's own policy refers to the bus, which would be circular: the bus refers to the key.
  (archive.node.defaultChild as CfnArchive).kmsKeyIdentifier = key.keyArn;
  const { name } = bus.node.defaultChild as CfnEventBus;
  const arn = Stack.of(bus).formatArn({ service: 'events', resource: 'event-bus', resourceName: name });
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [eventBridge],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      resources: ['*'],
      conditions: { StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': arn } },
    }),
  );
  // It has no encryption context.
  key.addToResourcePolicy(
    new PolicyStatement({ principals: [eventBridge], actions: ['kms:DescribeKey'], resources: ['*'] }),
  );
}

/**
 * Lets EventBridge send undelivered events to an encrypted queue.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html#compatibility-with-aws-services
 */
export function allowDeadLetters(bus: EventBus, queue: Queue, key: Key): void {
  const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(bus).account } };
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [eventBridge],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions,
    }),
  );
  // Events that could not be encrypted or decrypted:
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-dlq.html
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [eventBridge],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': bus.eventBusArn } },
    }),
  );
}

/**
 * Lets only one role put events on a bus, even if an IAM policy allows others to.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
 */
export function denyOtherSenders(bus: EventBus, roleArn: string): void {
  const statement = new PolicyStatement({
    sid: 'OnlyItsSender',
    effect: Effect.DENY,
    principals: [new StarPrincipal()],
    actions: ['events:PutEvents'],
    resources: [bus.eventBusArn],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': roleArn } },
  });
  // CDK's constructs for this set a deprecated property, and warn about it.
  new CfnResource(bus, 'Policy', {
    type: 'AWS::Events::EventBusPolicy',
    properties: {
      EventBusName: bus.eventBusName,
      StatementId: 'OnlyItsSender',
      Statement: statement.toJSON() as object,
    },
  });
}
