import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IGrantable, type IPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  Alias,
  Architecture,
  Code,
  Function as LambdaFunction,
  type IDestination,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { createLogGroup } from '../monitoring/log-group.ts';
import type { ReservedConcurrency } from '../stages/stage-settings.ts';
import { suppress } from '../suppress.ts';

export interface JobFunctionProps {
  readonly description: string;
  /** The folder with the bundle, `handler.mjs`. */
  readonly bundleFolder: string;
  readonly environment: Record<string, string>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly reservedConcurrency: ReservedConcurrency;
  readonly retryAttempts: number;
  readonly maxEventAgeSeconds: number;
  /** Where Lambda sends the record of an invocation whose last attempt failed. */
  readonly onFailure: IDestination;
  readonly logRetention: RetentionDays;
  /** Encrypts the log group. */
  readonly logKey: Key;
}

/**
 * A Lambda function that is invoked asynchronously, with a role that may only log and trace until it is granted more.
 *
 * Its code and configuration are published as a version, and everything invokes the alias `live`, which a deployment
 * moves to the new version immediately. Retries, event age and destination belong to the alias (docs/facts/b.md#b13);
 * `$LATEST` has none of them, and nothing may invoke it.
 */
export class JobFunction extends Construct implements IGrantable {
  /** What all versions share: the role and its grants, the reserved concurrency, the logs. */
  readonly function: LambdaFunction;
  /** The alias that callers invoke. */
  readonly live: Alias;
  /** The role of all versions. */
  readonly role: Role;
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: JobFunctionProps) {
    super(scope, id);
    const logGroup = createLogGroup(this, 'Logs', { retention: props.logRetention, encryptionKey: props.logKey });
    // As in AWS's own examples of execution roles. A source ARN would be circular: the function refers to its role.
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.bundleFolder),
      handler: 'handler.handler',
      role: this.role,
      environment: props.environment,
      timeout: Duration.seconds(props.timeoutSeconds),
      memorySize: props.memoryMb,
      ...(props.reservedConcurrency !== 'none' && { reservedConcurrentExecutions: props.reservedConcurrency }),
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      tracing: Tracing.ACTIVE,
      currentVersionOptions: {
        // A job that is running when the alias moves finishes with the code that it started with. A version whose
        // deployment was rolled back is deleted: Lambda publishes nothing while the last version has the same code, so
        // a retry would fail.
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      },
    });
    this.grantPrincipal = this.function.grantPrincipal;
    this.live = new Alias(this, 'Live', {
      aliasName: 'live',
      version: this.function.currentVersion,
      retryAttempts: props.retryAttempts,
      maxEventAge: Duration.seconds(props.maxEventAgeSeconds),
      onFailure: props.onFailure,
    });
    suppress(this.role, {
      'AwsSolutions-IAM5[Resource::*]': 'X-Ray has no resources to name for PutTraceSegments and PutTelemetryRecords.',
    });
    suppress(this.function, {
      CKV_AWS_116:
        'Failures go to the OnFailure destination, which also receives the error; a dead-letter queue does not.',
      CKV_AWS_117:
        'It only calls public AWS endpoints, over TLS and with IAM: a VPC would add a NAT gateway and protect nothing.',
      CKV_AWS_173: 'Its variables are names and numbers. Secrets must not be put there.',
      W3005: 'CDK adds DependsOn for the role and its policy, although the function already refers to the role.',
      ...(props.reservedConcurrency === 'none' && {
        CKV_AWS_115: 'This stage reserves no concurrency (reservedConcurrency): a new account has none to reserve.',
      }),
    });
  }
}
