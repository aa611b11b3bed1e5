import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../kernel/index.ts';
import { ManualClock } from '../../kernel/testing/manual-clock.ts';
import { type Authorize, ServiceError } from '../../wire/index.ts';
import { localUser } from '../../wire/testing/json-call.ts';
import type { SubscriptionDefinition } from '../engine/definitions.ts';
import type { QueueMessage } from '../engine/deliver.ts';
import { createSnsService, createTopics } from '../index.ts';

const region = 'eu-west-1';
const accountId = '000000000000';
const topicArn = `arn:aws:sns:${region}:${accountId}:done`;
const queue = `arn:aws:sqs:${region}:${accountId}:done`;
const letters = `arn:aws:sqs:${region}:${accountId}:letters`;
const functionArn = `arn:aws:lambda:${region}:${accountId}:function:f`;

const subscriptionOf = (more: Partial<SubscriptionDefinition>): SubscriptionDefinition => ({
  arn: `${topicArn}:sub`,
  topicArn,
  protocol: 'sqs',
  endpoint: queue,
  isRaw: true,
  ...more,
});

function prepare(
  subscriptions: readonly SubscriptionDefinition[] = [],
  authorize: Authorize = () => ({ allowed: true }),
) {
  const sent: (QueueMessage & { readonly queueArn: string })[] = [];
  const invoked: unknown[] = [];
  const problems: string[] = [];
  const topics = createTopics({
    topics: [{ name: 'done', arn: topicArn, displayName: 'Done', policies: [] }],
    subscriptions,
  });
  const service = createSnsService(topics, {
    ...{ region, accountId, authorize },
    clock: new ManualClock(),
    policyOf: () => undefined,
    sendToQueue: (queueArn, message) => {
      if (!queueArn.endsWith('done') && !queueArn.endsWith('letters')) return 'the queue does not exist';
      sent.push({ queueArn, ...message });
      return undefined;
    },
    invokeFunction: (_, event) => {
      invoked.push(JSON.parse(event));
      return undefined;
    },
    reportProblem: (problem) => problems.push(problem),
  });
  const call = async (Action: string, parameters: Record<string, string> = {}) => {
    const form = new URLSearchParams({ Action, Version: '2010-03-31', ...parameters });
    const headers = [['Content-Type', 'application/x-www-form-urlencoded']] as const;
    const body = Buffer.from(form.toString());
    const request: HttpRequest = { method: 'POST', path: '/', query: '', headers, body, sourceIp: '::1' };
    expect(service.accepts(request)).toBe(true);
    return String((await service.handle(request, localUser)).body);
  };
  const rejection = async (action: string, parameters: Record<string, string>) => {
    const error = await call(action, parameters).catch((reason: unknown) => reason);
    if (!(error instanceof ServiceError)) return `not rejected: ${String(error)}`;
    return `${error.status} ${error.code}: ${error.message}`;
  };
  const publish = (parameters: Record<string, string>) => call('Publish', { TopicArn: topicArn, ...parameters });
  return { topics, call, rejection, publish, sent, invoked, problems };
}

/** Message attributes as form parameters. */
const attributes = (given: Record<string, readonly [dataType: string, value: string]>) =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, [dataType, value]], index) => {
      const entry = `MessageAttributes.entry.${index + 1}`;
      const field = dataType.startsWith('Binary') ? 'BinaryValue' : 'StringValue';
      return [
        [`${entry}.Name`, name],
        [`${entry}.Value.DataType`, dataType],
        [`${entry}.Value.${field}`, value],
      ];
    }),
  );

describe('a topic', () => {
  it('invokes a function with an SNS event', async () => {
    const { publish, invoked } = prepare([subscriptionOf({ protocol: 'lambda', endpoint: functionArn })]);
    const answer = await publish({ Message: 'text', ...attributes({ kind: ['String', 'a'] }) });
    const MessageId = /<MessageId>(.*)<\/MessageId>/.exec(answer)?.[1];
    expect(invoked).toEqual([
      {
        Records: [
          {
            EventSource: 'aws:sns',
            EventVersion: '1.0',
            EventSubscriptionArn: `${topicArn}:sub`,
            Sns: {
              Type: 'Notification',
              MessageId,
              TopicArn: topicArn,
              Subject: null,
              Message: 'text',
              Timestamp: '2026-01-02T03:04:05.000Z',
              SignatureVersion: '1',
              Signature: '',
              SigningCertUrl: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-local.pem',
              UnsubscribeUrl: `https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${topicArn}:sub`,
              MessageAttributes: { kind: { Type: 'String', Value: 'a' } },
            },
          },
        ],
      },
    ]);
  });

  it('sends each protocol its own text', async () => {
    const { publish, sent, invoked } = prepare([
      subscriptionOf({}),
      subscriptionOf({ arn: `${topicArn}:f`, protocol: 'lambda', endpoint: functionArn }),
    ]);
    await publish({ MessageStructure: 'json', Message: '{"default":"d","sqs":"for queues"}' });
    await publish({ MessageStructure: 'json', Message: '{"default":"d","sqs":5}' });
    expect(sent.map(({ body }) => body)).toEqual(['for queues', 'd']);
    expect(invoked[0]).toMatchObject({ Records: [{ Sns: { Message: 'd' } }] });
  });

  it('keeps attributes with their types on a raw delivery', async () => {
    const { publish, sent } = prepare([subscriptionOf({})]);
    await publish({ Message: 'x', ...attributes({ n: ['Number.float', '1.50'], b: ['Binary', 'AAE='] }) });
    expect(sent).toEqual([
      {
        queueArn: queue,
        body: 'x',
        attributes: { n: { dataType: 'Number.float', value: '1.50' }, b: { dataType: 'Binary', value: 'AAE=' } },
      },
    ]);
  });

  it('sends undelivered messages to the dead-letter queue, and reports them when there is none', async () => {
    const gone = { endpoint: `${queue}-gone` };
    const { publish, sent, problems } = prepare([
      subscriptionOf({ ...gone, deadLetterArn: letters }),
      subscriptionOf({ ...gone, arn: `${topicArn}:lost` }),
    ]);
    await publish({ Message: 'x' });
    expect(sent).toMatchObject([{ queueArn: letters, body: 'x' }]);
    expect(problems).toEqual([
      expect.stringMatching(/the queue does not exist\. It is in the dead-letter queue/),
      expect.stringMatching(/the queue does not exist\. It is lost\.$/),
    ]);
  });

  it('counts its subscriptions, skips unsupported protocols, and reports that once', async () => {
    const { call, publish, sent, problems } = prepare([subscriptionOf({})]);
    const mail = { TopicArn: topicArn, Protocol: 'email', Endpoint: 'a@example.com' };
    expect(await call('Subscribe', mail)).toContain('<SubscriptionArn>pending confirmation</SubscriptionArn>');
    await call('Unsubscribe', { SubscriptionArn: `${topicArn}:sub` });
    await publish({ Message: 'x' });
    const found = await call('GetTopicAttributes', { TopicArn: topicArn });
    const counts = [...found.matchAll(/<key>Subscriptions(\w+)<\/key><value>(\d+)<\/value>/g)];
    expect(Object.fromEntries(counts.map(([, name, count]) => [name, count]))).toEqual({
      Confirmed: '0',
      Pending: '1',
      Deleted: '1',
    });
    expect(sent).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/new email subscription of done receives nothing/)]);
  });

  it('keeps resources created by calls when the stack changes', async () => {
    const { topics, call } = prepare([subscriptionOf({})]);
    await call('CreateTopic', { Name: 'made' });
    await call('Subscribe', { TopicArn: topicArn, Protocol: 'sqs', Endpoint: letters });
    topics.define({ topics: [{ name: 'done', arn: topicArn, displayName: '', policies: [] }], subscriptions: [] });
    expect(await call('ListTopics')).toContain(':made</TopicArn>');
    const subscriptions = await call('ListSubscriptions');
    expect(subscriptions).toContain(`<Endpoint>${letters}</Endpoint>`);
    expect(subscriptions).not.toContain(`<Endpoint>${queue}</Endpoint>`);
  });
});

describe('a filter', () => {
  const filtered = async (policy: object, message: Record<string, string>, scope = 'MessageAttributes') => {
    const { call, publish, sent } = prepare();
    await call('Subscribe', {
      ...{ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queue },
      ...{ 'Attributes.entry.1.key': 'FilterPolicy', 'Attributes.entry.1.value': JSON.stringify(policy) },
      ...{ 'Attributes.entry.2.key': 'FilterPolicyScope', 'Attributes.entry.2.value': scope },
    });
    await publish({ Message: 'x', ...message });
    return sent.length === 1;
  };

  it.each([
    [{ a: ['x'] }, { a: ['String', 'x'] }, true],
    [{ a: ['x'] }, { a: ['String', 'y'] }, false],
    [{ a: ['x'] }, {}, false],
    [{ a: ['x'] }, { a: ['String.Array', '["y","x"]'] }, true],
    [{ a: ['x'] }, { a: ['String.Array', 'no JSON'] }, false],
    [{ a: [5] }, { a: ['Number', '5.0'] }, true],
    [{ a: [5] }, { a: ['String', '5'] }, false],
    [{ a: [{ numeric: ['<', 5] }] }, { a: ['Number', '-1e3'] }, true],
    [{ a: [{ 'anything-but': 'x' }] }, { a: ['String', 'y'] }, true],
    [{ a: [{ 'anything-but': 'x' }] }, {}, false],
    [{ a: [{ exists: false }] }, { b: ['String', 'y'] }, true],
    [{ a: [{ exists: true }] }, { a: ['String', 'y'] }, true],
    [{ 'a.b': [{ prefix: 'x' }] }, { 'a.b': ['String', 'xyz'] }, true],
    [{ $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: ['String', 'y'] }, true],
    [{}, {}, true],
  ] as const)('%j on attributes, for %j: %s', async (policy, given, expected) => {
    expect(await filtered(policy, attributes(given as Parameters<typeof attributes>[0]))).toBe(expected);
  });

  it.each([
    ['{"a":{"b":[1,2]}}', true],
    ['{"a":{"b":3}}', false],
    ['[{"a":{"b":1}}]', false],
    ['no JSON', false],
  ])('on a body, for %s: %s', async (Message, expected) => {
    expect(await filtered({ a: { b: [1] } }, { Message }, 'MessageBody')).toBe(expected);
  });
});

describe('a call', () => {
  const policy = (value: string) => ({
    ...{ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queue },
    ...{ 'Attributes.entry.1.key': 'FilterPolicy', 'Attributes.entry.1.value': value },
  });

  it.each([
    ['Publish', { TopicArn: topicArn, Message: 'x', MessageGroupId: 'g' }, /^400 InvalidParameter: .*MessageGroupId/],
    ['Publish', { PhoneNumber: '+1', Message: 'x' }, /^400 InvalidParameter: .*does not send SMS messages/],
    ['Publish', { TopicArn: topicArn, Message: 'x', Subject: ' a' }, /^400 InvalidParameter: .*Subject$/],
    ['Publish', { TopicArn: topicArn, Message: 'x', Subject: 'ü' }, /^400 InvalidParameter: .*Subject$/],
    ['Publish', { TopicArn: `${topicArn}x`, Message: 'x' }, /^404 NotFound: Topic does not exist$/],
    [
      'Publish',
      { TopicArn: topicArn, Message: 'x', ...attributes({ n: ['Number', 'one'] }) },
      /^400 ParameterValueInvalid: /,
    ],
    [
      'Publish',
      { TopicArn: topicArn, Message: 'x', ...attributes({ 'a^': ['String', 'x'] }) },
      /^400 ParameterValueInvalid: Invalid non-alphanumeric character '#x5E'/,
    ],
    ['PublishBatch', { TopicArn: topicArn }, /^400 EmptyBatchRequest: /],
    ['Subscribe', policy('{'), /^400 InvalidParameter: .*FilterPolicy: failed to parse JSON/],
    ['Subscribe', policy('{"a":{"b":[1]}}'), /does not support nested filter policy$/],
    ['Subscribe', policy('{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}'), /can not have more than 5 keys$/],
    ['Subscribe', { TopicArn: topicArn, Protocol: 'pigeon', Endpoint: 'x' }, /does not support this protocol string/],
    [
      'CreateTopic',
      { Name: 'a', 'Tags.member.1.Key': 'x' },
      /The local run does not support this parameter of CreateTopic$/,
    ],
    ['CreateTopic', { Name: 'a.fifo' }, /only supports standard topics$/],
    [
      'ConfirmSubscription',
      {},
      /^400 InvalidAction: The local run does not support the operation ConfirmSubscription of SNS/,
    ],
  ])('%s %j is rejected', async (action, parameters, message) => {
    const { rejection } = prepare();
    expect(await rejection(action, parameters as Record<string, string>)).toMatch(message);
  });

  it('reports failed batch entries', async () => {
    const { call, sent } = prepare([subscriptionOf({})]);
    const entries = {
      'PublishBatchRequestEntries.member.1.Id': 'a',
      'PublishBatchRequestEntries.member.1.Message': 'x',
    };
    const answer = await call('PublishBatch', {
      ...{ TopicArn: topicArn, ...entries },
      'PublishBatchRequestEntries.member.2.Id': 'b',
    });
    expect(answer).toMatch(/<Successful><member><Id>a<.*<Failed><member><Id>b<\/Id><Code>InvalidParameter</);
    expect(sent).toHaveLength(1);
  });

  it("is denied without the permission, with SNS's own message", async () => {
    const { rejection } = prepare([], () => ({ allowed: false, reason: 'because' }));
    expect(await rejection('Publish', { TopicArn: topicArn, Message: 'x' })).toBe(
      `403 AuthorizationError: User: arn:aws:iam::000000000000:user/local is not authorized to perform: SNS:Publish on resource: ${topicArn} because`,
    );
  });
});
