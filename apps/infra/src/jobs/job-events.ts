import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { createLogGroup } from '../monitoring/log-group.ts';
import { suppress } from '../suppress.ts';
import { allowDeadLetters, denyOtherSenders } from './event-encryption.ts';
import { batchSize, maxRecordAgeHours, maxRetryAttempts } from './job-event-limits.ts';
import { jobEventPattern, jobEventTemplate, jobEventType } from './job-event-template.ts';
import type { JobsTable } from './jobs-table.ts';

export interface JobEventsProps {
  /** With a stream. */
  readonly jobsTable: JobsTable;
  readonly logRetention: RetentionDays;
  /** Encrypts the log group. */
  readonly logKey: Key;
  /** Keeps the dead-letter queue when the stack is deleted. */
  readonly retainData: boolean;
}

/** An event for each job that ends: a pipe from the table's stream to a separate event bus. */
export class JobEvents extends Construct {
  readonly bus: EventBus;
  readonly pipe: CfnPipe;
  /**
   * Holds the stream positions of records that could not be sent as events, and events that could not be encrypted or
   * decrypted.
   */
  readonly deadLetters: Queue;
  /** Why executions of the pipe failed. */
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: JobEventsProps) {
    super(scope, id);
    const { key } = props.jobsTable;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.deadLetters.applyRemovalPolicy(props.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    this.bus = new EventBus(this, 'Bus', {
      description: 'Completion events of jobs',
      kmsKey: key,
      deadLetterQueue: this.deadLetters,
    });
    allowDeadLetters(this.bus, this.deadLetters, key);
    this.logGroup = createLogGroup(this, 'Logs', { retention: props.logRetention, encryptionKey: props.logKey });
    const role = this.createRole(key);
    denyOtherSenders(this.bus, role.roleArn);
    const source = props.jobsTable.grantStreamRead(role);
    // Without an explicit name: another stream means another pipe (docs/facts/j.md#j12), and both exist for a moment.
    this.pipe = new CfnPipe(this, 'Pipe', {
      description: 'Sends a completion event for each job that ends',
      roleArn: role.roleArn,
      source,
      sourceParameters: {
        filterCriteria: { filters: [{ pattern: JSON.stringify(jobEventPattern) }] },
        dynamoDbStreamParameters: {
          // LATEST can miss changes made while the pipe is created.
          startingPosition: 'TRIM_HORIZON',
          batchSize,
          maximumRecordAgeInSeconds: maxRecordAgeHours * 3600,
          maximumRetryAttempts: maxRetryAttempts,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: this.deadLetters.queueArn },
        },
      },
      target: this.bus.eventBusArn,
      targetParameters: {
        eventBridgeEventBusParameters: { source: Stack.of(this).stackName, detailType: jobEventType },
        inputTemplate: jobEventTemplate(Stack.of(this).stackName),
      },
      logConfiguration: {
        level: 'ERROR',
        cloudwatchLogsLogDestination: { logGroupArn: this.logGroup.logGroupArn },
      },
    });
    // When a pipe is created, EventBridge checks it with the permissions of its role.
    this.pipe.node.addDependency(role.node.findChild('DefaultPolicy'));
    suppress(this.deadLetters, {
      'AwsSolutions-SQS3': 'It is itself the dead-letter queue of an EventBridge pipe.',
    });
  }

  /** May write to the bus, the queue and the log. */
  private createRole(key: Key): Role {
    // A source ARN would be circular: the pipe refers to its role.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    const allow = (actions: string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(['events:PutEvents'], this.bus.eventBusArn);
    allow(['sqs:SendMessage'], this.deadLetters.queueArn);
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], this.logGroup.logGroupArn);
    role.addToPolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `sqs.${Stack.of(this).region}.amazonaws.com` } },
      }),
    );
    suppress(role, {
      'AwsSolutions-IAM5[Resource::*]': 'DynamoDB has no resource to name for ListStreams.',
    });
    return role;
  }
}
