/** A job for each client: the class, a command and its input. */
const awsJobs: Readonly<Record<string, readonly [client: string, command: string, input: object]>> = {
  'bedrock-runtime': ['BedrockRuntimeClient', 'ConverseStreamCommand', { modelId: 'model', messages: [] }],
  'cloudwatch-logs': ['CloudWatchLogsClient', 'DescribeLogGroupsCommand', {}],
  eventbridge: ['EventBridgeClient', 'ListRulesCommand', {}],
  kinesis: ['KinesisClient', 'ListStreamsCommand', {}],
  kms: ['KMSClient', 'ListKeysCommand', {}],
  lambda: ['LambdaClient', 'ListFunctionsCommand', {}],
  'rds-data': ['RDSDataClient', 'BeginTransactionCommand', { resourceArn: 'arn', secretArn: 'arn' }],
  s3: ['S3Client', 'ListBucketsCommand', {}],
  'secrets-manager': ['SecretsManagerClient', 'GetSecretValueCommand', { SecretId: 'secret' }],
  ses: ['SESClient', 'GetSendQuotaCommand', {}],
  sfn: ['SFNClient', 'ListStateMachinesCommand', {}],
  sns: ['SNSClient', 'ListTopicsCommand', {}],
  sqs: ['SQSClient', 'ListQueuesCommand', {}],
  ssm: ['SSMClient', 'GetParameterCommand', { Name: 'parameter' }],
};

/** A job that is bundled and loaded. */
export interface Probe {
  readonly name: string;
  /** The module that takes the place of `libs/domain/src/job.ts`. */
  readonly job: string;
  /** The error that the job throws when the server rejects its call. */
  readonly expected: RegExp;
}

const awsProbes = Object.entries(awsJobs).map(([service, [client, command, input]]): Probe => ({
  name: service,
  job: `
      import { ${client}, ${command} } from '@aws-sdk/client-${service}';
      export const jobErrorTypes = [];
      export const runJob = () => new ${client}({}).send(new ${command}(${JSON.stringify(input)}));`,
  expected: /^400: ProbeError/,
}));

/** Jobs with packages other than AWS clients, and one that needs code a lean bundle would omit. */
const otherProbes: readonly Probe[] = [
  {
    name: 'the classes of DynamoDB errors',
    job: `
      import { DynamoDBClient, ListTablesCommand, ResourceInUseException } from '@aws-sdk/client-dynamodb';
      export const jobErrorTypes = [];
      export const runJob = async () => {
        const error = await new DynamoDBClient({}).send(new ListTablesCommand({})).catch((error) => error);
        throw new Error(\`ResourceInUseException: \${error instanceof ResourceInUseException}\`);
      };`,
    expected: /ResourceInUseException: true/,
  },
  {
    name: 'pg, a CommonJS package with an optional native part',
    job: `
      import pg from 'pg';
      export const jobErrorTypes = [];
      export const runJob = () => new pg.Client({ host: '127.0.0.1', port: 1 }).connect();`,
    expected: /ECONNREFUSED/,
  },
  {
    name: 'nodemailer, a CommonJS package',
    job: `
      import nodemailer from 'nodemailer';
      export const jobErrorTypes = [];
      export const runJob = () =>
        nodemailer.createTransport({ host: '127.0.0.1', port: 1 }).sendMail({ to: 'a@example.com' });`,
    expected: /ECONNREFUSED/,
  },
];

export const probes: readonly Probe[] = [...awsProbes, ...otherProbes];
