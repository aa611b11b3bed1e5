import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Archive, CfnRule, EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';
import { allowDeadLetters, denyOtherSenders, encryptArchive } from './event-encryption.ts';
import type { JobFunction } from './job-function.ts';

export interface FailedJobsProps {
  /** How long the archive keeps an event, in days; 0 is forever (docs/facts/c.md#c3). */
  readonly retentionDays: number;
  /** Encrypts bus, archive and queue, which contain the parameters of jobs. */
  readonly key: Key;
  /** Keeps bus, archive and queue when the stack is deleted. An archive can only be replayed to its own bus. */
  readonly retainData: boolean;
}

/** The event that Lambda puts on the bus when the error handler fails (docs/facts/b.md#b33). */
const failedInvocation = {
  source: ['lambda'],
  detailType: ['Lambda Function Invocation Result - Failure'],
};

/**
 * The last resort: a bus whose archive keeps the events that even the error handler could not record, so that they can
 * be replayed.
 */
export class FailedJobs extends Construct {
  readonly bus: EventBus;
  readonly archive: Archive;
  /** Sends replayed events back to the error handler. */
  readonly replayRule: Rule;
  /**
   * Holds replayed events that could not be delivered to the error handler, which also stay in the archive, and events
   * that could not be encrypted or decrypted.
   */
  readonly replayDeadLetters: Queue;

  constructor(scope: Construct, id: string, props: FailedJobsProps) {
    super(scope, id);
    this.replayDeadLetters = new Queue(this, 'ReplayDeadLetters', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.bus = new EventBus(this, 'Bus', {
      description: 'Failed jobs that the error handler could not record',
      kmsKey: props.key,
      deadLetterQueue: this.replayDeadLetters,
    });
    this.archive = new Archive(this, 'Archive', {
      sourceEventBus: this.bus,
      description: 'Failed jobs that the error handler could not record',
      // A replayed event that fails again is already in the archive, in its original form.
      eventPattern: { ...failedInvocation, detail: { requestPayload: { 'replay-name': [{ exists: false }] } } },
      retention: Duration.days(props.retentionDays),
    });
    this.replayRule = new Rule(this, 'ReplayRule', {
      description: 'Sends replayed events to the error handler',
      eventBus: this.bus,
      eventPattern: failedInvocation,
    });
    // A replayed event has an additional field (docs/facts/c.md#c16), which the construct's pattern type does not know.
    (this.replayRule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.replay-name', [{ exists: true }]);
    encryptArchive(this.archive, this.bus, props.key);
    allowDeadLetters(this.bus, this.replayDeadLetters, props.key);
    for (const data of [this.bus, this.archive, this.replayDeadLetters]) {
      data.applyRemovalPolicy(props.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    }
    suppress(this.replayDeadLetters, {
      'AwsSolutions-SQS3': 'It is itself the dead-letter queue of an EventBridge rule.',
    });
  }

  /**
   * Passes a replayed event to the error handler unchanged. If it fails again, the event's `replay-name`
   * (docs/facts/c.md#c16) in the failure record shows that the archive already has it.
   */
  replayTo(errorHandler: IFunction): void {
    const target = new LambdaTarget(errorHandler, {
      deadLetterQueue: this.replayDeadLetters,
      // Someone is waiting for the replay to end, so it is not retried for a whole day, the default
      // (docs/facts/c.md#c34).
      maxEventAge: Duration.hours(1),
    });
    this.replayRule.addTarget(target);
  }

  /** Lets only the error handler put events on the bus. Its destination uses its role. */
  acceptFrom(errorHandler: JobFunction): void {
    denyOtherSenders(this.bus, errorHandler.role.roleArn);
  }
}
