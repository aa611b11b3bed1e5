import type { BusEvent, DeadLetterMessage } from '@jobs/local-aws/eventbridge';
import type { ReportEvent } from '@jobs/local-aws/kernel';
import { type Queues, textAttributes } from '@jobs/local-aws/sqs';
import type { QueuePolicies } from './queue-policies.ts';

export interface DeadLetterPorts {
  readonly accountId: string;
  readonly policies: QueuePolicies;
  readonly report: ReportEvent;
  readonly reportProblem: (problem: string) => void;
}

/**
 * Sends an event that a rule could not deliver to the rule's dead-letter queue (docs/facts/c.md#c35). If the queue
 * does not exist, or its policy doesn't allow the rule, the event is lost.
 */
export function deadLetterSender(queues: Queues, { accountId, policies, report, reportProblem }: DeadLetterPorts) {
  return (queueArn: string, message: DeadLetterMessage): Promise<void> => {
    const event = JSON.parse(message.body) as BusEvent;
    const ruleArn = message.attributes.RULE_ARN ?? '';
    const queue = queues.byArn(queueArn);
    if (queue && policies.allows(queueArn, 'events.amazonaws.com', { arn: ruleArn, accountId })) {
      queue.messages.send({ body: message.body, attributes: textAttributes(message.attributes) });
      const errorCode = message.attributes.ERROR_CODE ?? '';
      const { name: queueName } = queue.definition;
      report({ type: 'event-dead-lettered', queueName, eventId: event.id, errorCode, detail: event.detail });
    } else {
      const reason = queue ? 'its policy does not allow the rule to send to it' : 'the queue does not exist';
      reportProblem(
        `Cannot send the event ${event.id} of ${ruleArn} to the dead-letter queue ${queueArn}: ${reason}. The event is lost.`,
      );
    }
    return Promise.resolve();
  };
}
