import type { QueuedMessage } from '@jobs/local-aws/sqs';
import type { LocalStack } from '../stack/local-stack.ts';

export interface DeadLetterQueue {
  readonly queueName: string;
  /** Oldest first. */
  readonly messages: readonly QueuedMessage[];
}

/** The dead-letter queues of the stack's rules and pipes, with their messages. */
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
