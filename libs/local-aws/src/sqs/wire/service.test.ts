import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kernel/index.ts';
import { ServiceError } from '../../wire/index.ts';
import { jsonCall, localUser } from '../../wire/testing/json-call.ts';
import { textAttributes } from '../engine/message.ts';
import { QueueMessages, Queues } from '../engine/queues.ts';
import { createSqsService } from './service.ts';

const accountId = '000000000000';
const region = 'eu-west-1';
const arn = `arn:aws:sqs:${region}:${accountId}:letters`;
const QueueUrl = `http://127.0.0.1:4566/${accountId}/letters`;
function fixture() {
  const messages = new QueueMessages(new AdjustableClock());
  const definition = { name: 'letters', arn, retentionSeconds: 1_209_600, visibilityTimeoutSeconds: 30, policies: [] };
  const queues = new Queues([definition], messages);
  const service = createSqsService(queues, { region, accountId, endpoint: 'http://127.0.0.1:4566' });
  const call = async (operation: string, input: object) => {
    const { status, headers, body } = await service.handle(jsonCall(`AmazonSQS.${operation}`, input), localUser);
    return { status, headers, output: JSON.parse(body.toString()) as unknown };
  };
  const output = async (operation: string, input: object = { QueueUrl }) => (await call(operation, input)).output;
  return { service, call, output, queue: messages.of(definition) };
}

describe('SQS on the port', () => {
  it('speaks the AWS JSON protocol 1.0', async () => {
    const { call } = fixture();
    const { status, headers } = await call('ReceiveMessage', { QueueUrl });
    expect([status, headers['content-type']]).toEqual([200, 'application/x-amz-json-1.0']);
  });

  it('finds a queue by name, and lists queues by name prefix', async () => {
    const { output } = fixture();
    expect(await output('GetQueueUrl', { QueueName: 'letters' })).toEqual({ QueueUrl });
    expect(await output('ListQueues', { QueueNamePrefix: 'let' })).toEqual({ QueueUrls: [QueueUrl] });
    expect(await output('ListQueues', { QueueNamePrefix: 'x' })).toEqual({});
  });

  it('returns messages with the requested attributes and digests for clients to verify', async () => {
    const { output, queue } = fixture();
    const { id } = queue.send({
      body: '{"a":1}',
      attributes: textAttributes({ RULE_ARN: 'arn:rule', RETRY_ATTEMPTS: '0' }),
    });
    const input = {
      QueueUrl,
      MessageAttributeNames: ['RULE.*'],
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    };
    expect(await output('ReceiveMessage', input)).toEqual({
      Messages: [
        {
          MessageId: id,
          ReceiptHandle: expect.any(String) as string,
          Body: '{"a":1}',
          MD5OfBody: 'bb6cb5c68df4652941caf652a366f2d8',
          Attributes: { ApproximateReceiveCount: '1' },
          MessageAttributes: { RULE_ARN: { StringValue: 'arn:rule', DataType: 'String' } },
          MD5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        },
      ],
    });
    expect(await output('ReceiveMessage')).toEqual({});
  });

  it('returns attributes with their types and a digest', async () => {
    const { output, queue } = fixture();
    // The digest that AWS sends: LocalStack sns/test_sns.py test_publish_sqs_from_sns
    queue.send({ body: 'Test msg', attributes: { attr1: { dataType: 'Number', value: '99.12' } } });
    queue.send({ body: 'x', attributes: { bytes: { dataType: 'Binary.gif', value: 'AAE=' } } });
    const received = await output('ReceiveMessage', {
      QueueUrl,
      MaxNumberOfMessages: 2,
      MessageAttributeNames: ['All'],
    });
    expect(received).toMatchObject({
      Messages: [
        {
          MD5OfMessageAttributes: 'd302007e9aa062660afc85fd0a482472',
          MessageAttributes: { attr1: { DataType: 'Number', StringValue: '99.12' } },
        },
        { MessageAttributes: { bytes: { DataType: 'Binary.gif', BinaryValue: 'AAE=' } } },
      ],
    });
  });

  it('returns no attributes unless requested', async () => {
    const { output, queue } = fixture();
    queue.send({ body: 'x', attributes: textAttributes({ RULE_ARN: 'arn:rule' }) });
    const { Messages } = (await output('ReceiveMessage')) as { Messages: object[] };
    expect(Object.keys(Messages[0] ?? {})).toEqual(['MessageId', 'ReceiptHandle', 'MD5OfBody', 'Body']);
  });

  it('deletes and purges', async () => {
    const { output, queue } = fixture();
    for (const body of ['a', 'b', 'c']) queue.send({ body, attributes: {} });
    const { Messages } = (await output('ReceiveMessage')) as { Messages: { ReceiptHandle: string }[] };
    expect(await output('DeleteMessage', { QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle })).toEqual({});
    const counts = () => output('GetQueueAttributes', { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] });
    expect(await counts()).toEqual({ Attributes: { ApproximateNumberOfMessages: '2' } });
    expect(await output('PurgeQueue')).toEqual({});
    expect(await counts()).toEqual({ Attributes: { ApproximateNumberOfMessages: '0' } });
  });

  it('returns all attributes of a queue', async () => {
    const { output } = fixture();
    expect(await output('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] })).toMatchObject({
      Attributes: { QueueArn: arn, MessageRetentionPeriod: '1209600', VisibilityTimeout: '30' },
    });
  });

  it("also accepts the queue's URL on AWS", async () => {
    const { output, queue } = fixture();
    queue.send({ body: 'x', attributes: {} });
    const onAws = `https://sqs.${region}.amazonaws.com/${accountId}/letters`;
    expect(await output('ReceiveMessage', { QueueUrl: onAws })).toMatchObject({ Messages: [{ Body: 'x' }] });
  });

  it.each([
    ['ReceiveMessage', { QueueUrl: `${QueueUrl}x` }, 'com.amazonaws.sqs#QueueDoesNotExist'],
    ['GetQueueUrl', { QueueName: 'x' }, 'com.amazonaws.sqs#QueueDoesNotExist'],
    ['ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 11 }, 'InvalidParameterValue'],
    ['ReceiveMessage', { QueueUrl, ReceiveRequestAttemptId: 'a' }, 'InvalidParameterValue'],
    ['SendMessage', { QueueUrl, MessageBody: 'x' }, 'UnknownOperationException'],
  ])('%s rejects %j', async (operation, input, code) => {
    const { call } = fixture();
    const error = await call(operation, input).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ status: 400, code });
  });

  it("also uses the query protocol's error codes, for clients that expect them", () => {
    const { service } = fixture();
    const { headers } = service.errorResponse({
      status: 400,
      code: 'com.amazonaws.sqs#QueueDoesNotExist',
      message: '',
    });
    expect(headers['x-amzn-query-error']).toBe('AWS.SimpleQueueService.NonExistentQueue;Sender');
  });

  it('checks the permission on the queue', () => {
    const { service } = fixture();
    const permission = service.permission(jsonCall('AmazonSQS.ReceiveMessage', { QueueUrl }));
    expect(permission).toEqual({ action: 'sqs:ReceiveMessage', resource: arn });
  });
});
