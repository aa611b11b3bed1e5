import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '@jobs/local-aws/kernel';
import { InvokeError } from '@jobs/local-aws/lambda';
import { QueueMessages, Queues } from '@jobs/local-aws/sqs';
import { createQueuePolicies } from './queue-policies.ts';
import { ruleTargets } from './rule-targets.ts';

const accountId = '000000000000';
const queueArn = `arn:aws:sqs:eu-west-1:${accountId}:inbox`;
const functionArn = `arn:aws:lambda:eu-west-1:${accountId}:function:f`;
const rule = { arn: `arn:aws:events:eu-west-1:${accountId}:rule/bus/rule` };
const other = { arn: `${rule.arn}s` };

const allow = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: queueArn,
  Condition: { ArnEquals: { 'aws:SourceArn': rule.arn } },
};

/** @param rejection the error that Lambda returns */
function prepare(rejection?: InvokeError) {
  const policies = [{ where: 'the policy', document: { Version: '2012-10-17', Statement: [allow] } }];
  const queue = { name: 'inbox', arn: queueArn, retentionSeconds: 60, visibilityTimeoutSeconds: 30, policies };
  const messages = new QueueMessages(new AdjustableClock());
  const invoked: string[] = [];
  const send = ruleTargets({
    accountId,
    queues: new Queues([queue], messages),
    queuePolicies: createQueuePolicies([queue]),
    functionPolicies: {
      allows: (arn, service, source) =>
        arn === functionArn && service === 'events.amazonaws.com' && source === rule.arn,
    },
    lambda: {
      invokeEvent: (_arn, payload) => {
        if (rejection) throw rejection;
        invoked.push(payload);
        return { requestId: 'request' };
      },
    },
  });
  const received = () =>
    messages
      .of(queue)
      .receive(10, 30, queue)
      .map(({ body }) => body);
  return { send, received, invoked };
}

describe('the target of a rule', () => {
  it('is a queue or a function', async () => {
    const { send, received, invoked } = prepare();
    await send(queueArn, 'to the queue', rule);
    await send(functionArn, 'to the function', rule);
    expect([received(), invoked]).toEqual([['to the queue'], ['to the function']]);
  });

  it.each([queueArn, functionArn])('receives nothing from a rule that its policy does not allow: %s', async (arn) => {
    const { send, received, invoked } = prepare();
    await expect(send(arn, 'x', other)).rejects.toMatchObject({ name: 'TargetRejectedError', code: 'NO_PERMISSIONS' });
    expect([received(), invoked]).toEqual([[], []]);
  });

  it('is rejected if it is a queue that does not exist', async () => {
    const { send } = prepare();
    await expect(send(`${queueArn}s`, 'x', rule)).rejects.toMatchObject({ code: 'NO_RESOURCE' });
  });

  it('is rejected if it is a function that does not exist', async () => {
    const { send } = prepare(new InvokeError(404, 'ResourceNotFoundException', { message: 'Function not found.' }));
    await expect(send(functionArn, 'x', rule)).rejects.toMatchObject({
      name: 'TargetRejectedError',
      code: 'NO_RESOURCE',
    });
  });

  it.each([
    [503, 'TargetUnavailableError'],
    [400, 'InvokeError'],
  ])('that is a function is only retried after a 5xx status: %i', async (status, name) => {
    const { send } = prepare(new InvokeError(status, 'ServiceException', { message: 'No.' }));
    await expect(send(functionArn, 'x', rule)).rejects.toMatchObject({ name });
  });
});
