import { modifiedAssembly, type Resources, setEnvironment } from './modified-assembly.ts';
import { grantProcessor, setProcessorCode } from './processor-code.ts';

const arnOf = (service: string, resource: string) => ({
  'Fn::Join': ['', [`arn:aws:${service}:`, { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, `:${resource}`]],
});

/**
 * As synthesised from `new Secret(…, { generateSecretString })`, `Secret.fromSecretNameV2` and `new StringParameter`.
 */
const secretsAndParameters: Resources = {
  Database: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      Name: 'database',
      GenerateSecretString: {
        SecretStringTemplate: '{"username":"jobs"}',
        GenerateStringKey: 'password',
        ExcludePunctuation: true,
      },
    },
  },
  Empty: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'empty', KmsKeyId: 'alias/secrets' } },
  Address: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/jobs/address', Type: 'String', Value: 'here' } },
};

const grantedReads = [
  {
    Effect: 'Allow',
    Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
    Resource: [{ Ref: 'Database' }, { Ref: 'Empty' }, arnOf('secretsmanager', 'secret:imported-??????')],
  },
  {
    Effect: 'Allow',
    Action: ['ssm:DescribeParameters', 'ssm:GetParameters', 'ssm:GetParameter', 'ssm:GetParameterHistory'],
    Resource: [arnOf('ssm', 'parameter/jobs/address'), arnOf('ssm', 'parameter/other/*')],
  },
];

/**
 * As synthesised from `topic.addSubscription(new SqsSubscription(queue, …))` and `new LambdaSubscription(processor)`.
 */
const topics: Resources = {
  Done: {
    Type: 'AWS::SNS::Topic',
    Properties: { TopicName: 'done', DisplayName: 'Done', KmsMasterKeyId: 'alias/aws/sns' },
  },
  DonePolicy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AllowPublishThroughSSLOnly',
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: { Ref: 'Done' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
      Topics: [{ Ref: 'Done' }],
    },
  },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'done' } },
  Letters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'letters' } },
  QueuePolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'Queue' }, { Ref: 'Letters' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: ['Queue', 'Letters'].map((queue) => ({
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: { 'Fn::GetAtt': [queue, 'Arn'] },
          Condition: { ArnEquals: { 'aws:SourceArn': { Ref: 'Done' } } },
        })),
      },
    },
  },
  QueueSubscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'Done' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['Queue', 'Arn'] },
      RawMessageDelivery: true,
      FilterPolicy: { kind: ['report', { prefix: 'invoice' }], pages: [{ numeric: ['>=', 1, '<=', 5] }] },
    },
  },
  BrokenSubscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'Done' },
      Protocol: 'lambda',
      Endpoint: arnOf('lambda', 'function:not-there'),
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: { to: ['nobody'] },
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Letters', 'Arn'] } },
    },
  },
  MailSubscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: { Ref: 'Done' }, Protocol: 'email', Endpoint: 'someone@example.com' },
  },
};

export interface ServiceOptions {
  /** JavaScript module to use as the processor. @default the real one */
  readonly processor?: string;
  /** Environment variables of the processor, for example with dynamic references. */
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly change?: (resources: Resources) => void;
}

/** A cloud assembly with secrets and parameters that the processor may read. */
export function assemblyWithSecrets({ processor, environment = {}, change }: ServiceOptions = {}): string {
  return modifiedAssembly((resources, assets) => {
    Object.assign(resources, structuredClone(secretsAndParameters));
    grantProcessor(resources, grantedReads);
    if (processor !== undefined) setProcessorCode(resources, assets, processor);
    setEnvironment(resources, environment as Record<string, string>);
    change?.(resources);
  });
}

/** A cloud assembly with a topic that has subscribers and to which the processor may publish. */
export function assemblyWithTopic({ processor, change }: ServiceOptions = {}): string {
  return modifiedAssembly((resources, assets) => {
    Object.assign(resources, structuredClone(topics));
    grantProcessor(resources, [{ Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'Done' } }]);
    if (processor !== undefined) setProcessorCode(resources, assets, processor);
    change?.(resources);
  });
}
