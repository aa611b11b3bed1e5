import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { assemblyWithTopic, type ServiceOptions } from './testing/assembly-with-services.ts';
import { resourceOf } from './testing/modified-assembly.ts';
import { isDeployed, startLocalTarget } from './testing/target.ts';

/** Publishes its event to a topic, and logs notifications. */
const processor = `
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
const sns = new SNSClient({});
export const handler = async (event) => {
  if (event.Records) return console.log('notified ' + JSON.stringify(event));
  try {
    return { MessageId: (await sns.send(new PublishCommand(event))).MessageId };
  } catch ({ name, message }) {
    return { name, message };
  }
};
`;
const account = 'eu-west-1:000000000000';
const TopicArn = `arn:aws:sns:${account}:done`;

async function start(options: ServiceOptions = {}) {
  const problems: string[] = [];
  const logs: string[] = [];
  const target = await startLocalTarget({
    assembly: assemblyWithTopic({ processor, ...options }),
    reportProblem: (problem) => problems.push(problem),
    report: (event) => {
      if (event.type === 'function-log') logs.push(event.line);
    },
  });
  onTestFinished(() => target.stop());
  const { stack, userCredentials, region } = target;
  const config = { region, endpoint: stack.endpoint, credentials: userCredentials, maxAttempts: 1 };
  const FunctionName = stack.functions.find(({ name }) => name.includes('Processor'))?.name ?? '';
  const lambda = new LambdaClient(config);
  const sqs = new SQSClient(config);
  const publish = async (input: object) => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(input) }));
    return JSON.parse(Payload?.transformToString() ?? '') as { MessageId?: string };
  };
  const received = async (queue: string) => {
    const QueueUrl = `${stack.endpoint}/000000000000/${queue}`;
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] });
    return (await sqs.send(command)).Messages ?? [];
  };
  return { stack, problems, logs, publish, received, sns: new SNSClient(config) };
}

const report = {
  kind: { DataType: 'String', StringValue: 'report' },
  pages: { DataType: 'Number', StringValue: '3' },
};

describe.skipIf(isDeployed)('a stack with a topic', () => {
  it('has functions whose messages reach a subscribed queue if they match its filter', async () => {
    const { publish, received } = await start();
    await publish({ TopicArn, Message: 'wanted', MessageAttributes: report });
    await publish({ TopicArn, Message: 'unwanted' });
    const tooLong = { ...report, pages: { DataType: 'Number', StringValue: '6' } };
    await publish({ TopicArn, Message: 'unwanted', MessageAttributes: tooLong });
    expect(await received('done')).toEqual([expect.objectContaining({ Body: 'wanted', MessageAttributes: report })]);
  });

  it('wraps a message that is not delivered raw', async () => {
    const { publish, received } = await start({
      change: (resources) => {
        const isOfQueue = (logicalId: string) => logicalId === 'QueueSubscription';
        const subscription = resourceOf(resources, 'AWS::SNS::Subscription', isOfQueue);
        delete subscription.RawMessageDelivery;
        delete subscription.FilterPolicy;
      },
    });
    const { MessageId } = await publish({ TopicArn, Subject: 'S', Message: 'text', MessageAttributes: report });
    const [message] = await received('done');
    expect(JSON.parse(message?.Body ?? '')).toEqual({
      Type: 'Notification',
      MessageId,
      TopicArn,
      Subject: 'S',
      Message: 'text',
      Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/) as string,
      SignatureVersion: '1',
      Signature: '',
      SigningCertURL: expect.stringContaining('https://sns.eu-west-1.amazonaws.com/') as string,
      UnsubscribeURL: expect.stringContaining(`SubscriptionArn=${TopicArn}:`) as string,
      MessageAttributes: {
        kind: { Type: 'String', Value: 'report' },
        pages: { Type: 'Number', Value: '3' },
      },
    });
  });

  it('invokes a subscribed function', async () => {
    const { publish, logs } = await start({
      change: (resources) => {
        const [id = ''] = Object.entries(resources)
          .filter(([logicalId, { Type }]) => Type === 'AWS::Lambda::Function' && logicalId.includes('Processor'))
          .map(([logicalId]) => logicalId);
        const functionArn = { 'Fn::GetAtt': [id, 'Arn'] };
        resources.Notified = {
          Type: 'AWS::SNS::Subscription',
          Properties: { TopicArn: { Ref: 'Done' }, Protocol: 'lambda', Endpoint: functionArn },
        };
        resources.MayNotify = {
          Type: 'AWS::Lambda::Permission',
          Properties: {
            Action: 'lambda:InvokeFunction',
            FunctionName: functionArn,
            Principal: 'sns.amazonaws.com',
            SourceArn: { Ref: 'Done' },
          },
        };
      },
    });
    const { MessageId } = await publish({ TopicArn, Message: '{"a":1}' });
    await vi.waitFor(() => {
      expect(logs.join('\n')).toContain('notified');
    }, 5000);
    // Lambda logs are JSON: the event's text is inside a string.
    const line = (logs.find((each) => each.includes('notified')) ?? '').replaceAll('\\"', '"');
    expect(line).toContain('"EventSource":"aws:sns"');
    expect(line).toContain(`"MessageId":"${MessageId ?? ''}"`);
  });

  it("puts undeliverable messages in the subscription's dead-letter queue", async () => {
    const { publish, received, problems } = await start();
    await publish({ TopicArn, Message: '{"to":"nobody"}' });
    const [letter] = await received('letters');
    expect(JSON.parse(letter?.Body ?? '')).toMatchObject({ Records: [{ Sns: { Message: '{"to":"nobody"}' } }] });
    expect(problems.join('\n')).toMatch(/Cannot deliver .* to .*not-there: .* It is in the dead-letter queue/);
  });

  it('does not send to a queue whose policy does not allow it', async () => {
    const { publish, received, problems } = await start({
      change: (resources) => {
        const policy = resourceOf(resources, 'AWS::SQS::QueuePolicy', (logicalId) => logicalId === 'QueuePolicy');
        policy.Queues = [{ Ref: 'Letters' }];
      },
    });
    await publish({ TopicArn, Message: 'lost', MessageAttributes: report });
    expect(await received('done')).toEqual([]);
    expect(problems.join('\n')).toMatch(/the queue's policy .* It is lost\./);
  });

  it('denies functions without the grant, and those denied by the topic policy', async () => {
    const { publish } = await start();
    const message = (reason: string) =>
      expect.stringMatching(
        new RegExp(`assumed-role/.* is not authorized to perform: SNS:Publish on resource: .* ${reason}`),
      ) as string;
    expect(await publish({ TopicArn: `${TopicArn}x`, Message: 'x' })).toEqual({
      name: 'AuthorizationErrorException',
      message: message('because no identity-based policy allows the SNS:Publish action'),
    });
    const denying = await start({
      change: (resources) => {
        const policy = resources.DonePolicy?.Properties.PolicyDocument as { Statement: { Condition?: unknown }[] };
        delete policy.Statement[0]?.Condition;
      },
    });
    expect(await denying.publish({ TopicArn, Message: 'x' })).toEqual({
      name: 'AuthorizationErrorException',
      message: message('with an explicit deny in a resource-based policy'),
    });
  });

  it('reports subscriptions without delivery', async () => {
    const { stack } = await start();
    expect(stack.inert).toEqual([{ type: 'AWS::SNS::Subscription by email', logicalId: 'MailSubscription' }]);
  });

  it('is rejected when the topic is a FIFO one', async () => {
    const change: ServiceOptions['change'] = (resources) => {
      Object.assign(resources.Done?.Properties ?? {}, { TopicName: 'done.fifo', FifoTopic: true });
    };
    await expect(start({ change })).rejects.toThrow(/Done\.Properties\.\w+: .*does not support FIFO topics/);
  });

  it('accepts large messages, and keeps its subscriptions on reload', async () => {
    const { stack, sns, received } = await start();
    await stack.reload();
    const Message = '"'.repeat(262_144);
    await sns.send(new PublishCommand({ TopicArn, Message, MessageAttributes: report }));
    expect((await received('done'))[0]?.Body).toBe(Message);
  });
});
