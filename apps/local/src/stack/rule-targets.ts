import { TargetRejectedError, TargetUnavailableError } from '@jobs/local-aws/eventbridge';
import { InvokeError, type Lambda } from '@jobs/local-aws/lambda';
import type { Queues } from '@jobs/local-aws/sqs';
import type { FunctionPolicies } from './function-policies.ts';
import type { QueuePolicies } from './queue-policies.ts';

const events = 'events.amazonaws.com';

export interface RuleTargets {
  readonly accountId: string;
  readonly queues: Queues;
  readonly queuePolicies: QueuePolicies;
  readonly lambda: Pick<Lambda, 'invokeEvent'>;
  readonly functionPolicies: FunctionPolicies;
}

/** Delivers events to the functions and queues that are targets of rules, if their policies allow it. */
export function ruleTargets({ accountId, queues, queuePolicies, lambda, functionPolicies }: RuleTargets) {
  const sendToQueue = (queueArn: string, body: string, ruleArn: string): void => {
    const queue = queues.byArn(queueArn);
    if (!queue) throw new TargetRejectedError('NO_RESOURCE', `The queue ${queueArn} does not exist.`);
    if (!queuePolicies.allows(queueArn, events, { arn: ruleArn, accountId })) throw refused(ruleArn, queueArn);
    queue.messages.send({ body, attributes: {} });
  };
  return async (targetArn: string, payload: string, { arn: ruleArn }: { readonly arn: string }): Promise<void> => {
    if (targetArn.split(':')[2] === 'sqs') {
      sendToQueue(targetArn, payload, ruleArn);
      return;
    }
    if (!functionPolicies.allows(targetArn, events, ruleArn)) throw refused(ruleArn, targetArn);
    return invoke(lambda, targetArn, payload);
  };
}

const refused = (ruleArn: string, targetArn: string) =>
  new TargetRejectedError('NO_PERMISSIONS', `${ruleArn} is not allowed to send to ${targetArn}.`);

/** Rejects with TargetUnavailableError if Lambda may accept the event later. */
async function invoke(lambda: RuleTargets['lambda'], targetArn: string, payload: string): Promise<void> {
  try {
    await Promise.resolve(lambda.invokeEvent(targetArn, payload));
  } catch (error) {
    if (!(error instanceof InvokeError)) throw error;
    if (error.status === 404) throw new TargetRejectedError('NO_RESOURCE', error.message);
    if (error.status < 500) throw error;
    throw new TargetUnavailableError('SDK_CLIENT_ERROR', error.message, { cause: error });
  }
}
