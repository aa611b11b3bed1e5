import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblyWithSettings } from './assembly-with-settings.ts';
import { type Assets, resourceOf, type Resources } from './modified-assembly.ts';
import { stackName } from './target.ts';

/** The names of the subscriber's queue and of the archive of all job events. */
export const inbox = 'inbox';
export const jobEventsArchive = 'job-events';

/** Logs each event it receives. */
const subscriber = `export const handler = async (event) => console.log('subscriber got ' + JSON.stringify(event));`;

/** A cloud assembly with job events, to which another team's queue and function subscribe. */
export function assemblyWithSubscriber(settings: object = {}, change?: (resources: Resources) => void): string {
  const folder = assemblyWithSettings({ completionEvents: true, ...settings });
  rewrite(join(folder, `${stackName}.template.json`), (template) => {
    const { Resources: resources } = template as { Resources: Resources };
    subscribe(resources);
    change?.(resources);
  });
  const path = mkdtempSync(join(tmpdir(), 'subscriber-'));
  writeFileSync(join(path, 'handler.mjs'), subscriber);
  rewrite(join(folder, `${stackName}.assets.json`), (assets) => {
    const { files } = assets as { files: Assets };
    files.subscriber = { source: { path }, destinations: { here: { objectKey: 'subscriber.zip' } } };
  });
  return folder;
}

function rewrite(file: string, change: (content: unknown) => void): void {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  change(content);
  writeFileSync(file, JSON.stringify(content));
}

function subscribe(resources: Resources): void {
  const [bus = ''] = Object.keys(resources).filter(
    (logicalId) => resources[logicalId]?.Type === 'AWS::Events::EventBus' && logicalId.startsWith('JobEvents'),
  );
  const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
  const { Role } = resourceOf(resources, 'AWS::Lambda::Function', (logicalId) => logicalId.includes('Processor'));
  Object.assign(resources, {
    Inbox: { Type: 'AWS::SQS::Queue', Properties: { QueueName: inbox } },
    InboxPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Inbox' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: arnOf('Inbox'),
              Condition: { ArnEquals: { 'aws:SourceArn': arnOf('Subscription') } },
            },
          ],
        },
      },
    },
    Subscription: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: { Ref: bus },
        EventPattern: { 'detail-type': ['job.finished'] },
        Targets: [
          { Id: 'queue', Arn: arnOf('Inbox') },
          { Id: 'function', Arn: arnOf('Subscriber') },
        ],
      },
    },
    Subscriber: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: 'assets', S3Key: 'subscriber.zip' },
        Handler: 'handler.handler',
        Runtime: 'nodejs24.x',
        Role,
      },
    },
    SubscriberPermission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: arnOf('Subscriber'),
        Principal: 'events.amazonaws.com',
        SourceArn: arnOf('Subscription'),
      },
    },
    JobEventsArchive: {
      Type: 'AWS::Events::Archive',
      Properties: { ArchiveName: jobEventsArchive, SourceArn: arnOf(bus) },
    },
  });
}
