import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackNameOf } from '@jobs/infra/stack-name';
import { workspace } from '../workspace/environment.ts';

const bucket = { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' } } };
const ref = (logicalId: string) => ({ Ref: logicalId });
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const secrets = {
  Generated: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      Name: 'checks/generated',
      Description: 'Made by the template',
      GenerateSecretString: { SecretStringTemplate: '{"username":"jobs"}', GenerateStringKey: 'password' },
      Tags: [{ Key: 'team', Value: 'jobs' }],
    },
  },
  Given: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 'text of the template' } },
};

const parameters = {
  Text: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/checks/text', Type: 'String', Value: 'text' } },
  List: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/checks/deep/list', Type: 'StringList', Value: 'a,b' } },
};

const topics = {
  Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'checks', DisplayName: 'Checks' } },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'checks', VisibilityTimeout: 1 } },
  OtherQueue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'checks-other' } },
  QueuePolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [ref('Queue'), ref('OtherQueue')],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: ['Queue', 'OtherQueue'].map((queue) => ({
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arn(queue),
          Condition: { ArnEquals: { 'aws:SourceArn': ref('Topic') } },
        })),
      },
    },
  },
  Raw: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: arn('Queue'), RawMessageDelivery: true },
  },
};

/** Local values for secrets and parameters that the stack only references. */
export const localValues = {
  secrets: { 'checks/imported': { key: 'value' } },
  parameters: { '/checks/secure': { SecureString: 'hidden' } },
};

const output = (value: object) => ({ Value: value });

/** Copies the cloud assembly into a folder and adds resources of services that jobs use, each with an output. */
export function writeServicesAssembly(folder: string): void {
  cpSync(join(workspace, 'apps/infra/cdk.out'), folder, { recursive: true });
  const file = join(folder, `${stackNameOf('dev')}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as Record<'Resources' | 'Outputs', object>;
  Object.assign(template.Resources, { Files: bucket, OtherFiles: bucket }, secrets, parameters, topics);
  const named = ['Files', 'OtherFiles', 'Generated', 'Given', 'Topic', 'Queue', 'OtherQueue', 'Raw'];
  Object.assign(template.Outputs, Object.fromEntries(named.map((name) => [name, output(ref(name))])));
  Object.assign(template.Outputs, { QueueArn: output(arn('Queue')), OtherQueueArn: output(arn('OtherQueue')) });
  writeFileSync(file, JSON.stringify(template));
}
