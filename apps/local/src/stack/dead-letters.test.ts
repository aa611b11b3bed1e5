import { describe, expect, it } from 'vitest';
import { AdjustableClock, type StackEvent } from '@jobs/local-aws/kernel';
import { QueueMessages, Queues, textAttributes } from '@jobs/local-aws/sqs';
import { deadLetterSender } from './dead-letters.ts';
import { createQueuePolicies } from './queue-policies.ts';

const accountId = '000000000000';
const arn = `arn:aws:sqs:eu-west-1:${accountId}:letters`;
const ruleArn = `arn:aws:events:eu-west-1:${accountId}:rule/bus/rule`;
const deny = {
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 'sqs:*',
  Resource: arn,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const allow = (source: string) => ({
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: arn,
  Condition: { ArnEquals: { 'aws:SourceArn': source } },
});
const message = {
  body: JSON.stringify({ id: 'event-1', detail: { requestPayload: { id: 'job-1' } } }),
  attributes: { RULE_ARN: ruleArn, ERROR_CODE: 'NO_PERMISSIONS' },
};

async function send(statements: object[], queueArn = arn) {
  const steps: StackEvent[] = [];
  const problems: string[] = [];
  const policies = [{ where: 'the policy', document: { Version: '2012-10-17', Statement: statements } }];
  const definition = { name: 'letters', arn, retentionSeconds: 60, visibilityTimeoutSeconds: 30, policies };
  const messages = new QueueMessages(new AdjustableClock());
  const report = (step: StackEvent) => steps.push(step);
  const reportProblem = (problem: string) => problems.push(problem);
  const queues = new Queues([definition], messages);
  const ports = { accountId, policies: createQueuePolicies([definition]), report, reportProblem };
  await deadLetterSender(queues, ports)(queueArn, message);
  const received = messages.of(definition).receive(10, 30, definition);
  return { steps, problems, received };
}

describe('an event that a rule could not deliver', () => {
  it('C35 goes to the dead-letter queue if the queue policy allows the rule', async () => {
    const { steps, problems, received } = await send([deny, allow(ruleArn)]);
    expect(received).toMatchObject([{ body: message.body, attributes: textAttributes(message.attributes) }]);
    expect(problems).toEqual([]);
    const queueName = 'letters';
    const detail = { requestPayload: { id: 'job-1' } };
    expect(steps).toEqual([
      { type: 'event-dead-lettered', queueName, eventId: 'event-1', errorCode: 'NO_PERMISSIONS', detail },
    ]);
  });

  it.each([
    ['the queue policy does not allow it', [deny], arn],
    ['the queue policy allows another rule', [allow(`${ruleArn}2`)], arn],
    ['an explicit deny wins', [allow(ruleArn), { ...deny, Condition: {} }], arn],
    ['it does not exist', [allow(ruleArn)], `${arn}2`],
  ])('is lost, and this is reported, when %s', async (_why, statements, queueArn) => {
    const { steps, problems, received } = await send(statements, queueArn);
    expect([steps, received]).toEqual([[], []]);
    expect(problems).toEqual([
      expect.stringMatching(/^Cannot send the event event-1 of .*rule\/bus\/rule to .* The event is lost\.$/),
    ]);
  });
});
