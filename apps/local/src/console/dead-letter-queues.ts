import type { QueuedMessage } from '@jobs/local-aws/sqs';
import type { LocalStack } from '../stack/local-stack.ts';

export interface DeadLetterQueue {
  readonly queueName: string;
  /** Oldest first. */
  readonly messages: readonly QueuedMessage[];
}

/** The queues that rules and pipes of the stack give up to, with what is in them. */
export function deadLetterQueues({
  definition,
  queues,
}: Pick<LocalStack, 'definition' | 'queues'>): readonly DeadLetterQueue[] {
  const { events, pipes } = definition;
  const arns = [
    ...events.rules.flatMap(({ targets }) => targets.map(({ deadLetterArn }) => deadLetterArn)),
    ...pipes.map(({ deadLetterArn }) => deadLetterArn),
  ];
  return queues.all
    .filter(({ definition: { arn } }) => arns.includes(arn))
    .map(({ definition: queue, messages }) => ({ queueName: queue.name, messages: messages.list(queue) }));
}
