import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StackEvent } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { queues } from './testing/aws-api.ts';
import { modifiedAssembly } from './testing/modified-assembly.ts';
import { withoutPermissions } from './testing/narrow-policies.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

let target: LocalTarget | undefined;
afterEach(() => target?.stop());

describe.skipIf(isDeployed)('a replayed event that the rule is not allowed to deliver to the error handler', () => {
  it("C34 C35 goes to the rule's dead-letter queue with the reason, and can be received from SQS", async () => {
    const steps: StackEvent[] = [];
    const local = await startLocalTarget({
      assembly: modifiedAssembly((resources) => {
        withoutPermissions(resources, 'events.amazonaws.com');
      }),
      faults: { lambda: { before: () => ({ kind: 'throw', errorType: 'Broken', message: 'on purpose' }) } },
      report: (step) => steps.push(step),
    });
    target = local;
    const reached = (type: StackEvent['type']) =>
      vi.waitFor(
        () => {
          expect(steps.map((step) => step.type)).toContain(type);
        },
        { timeout: 20_000 },
      );
    const { outputs, eventBridge } = local.stack;
    const { id } = await local.client.submit(sleeping(1));
    await reached('event-archived');

    const now = Date.now();
    eventBridge.startReplay({
      name: 'again',
      archiveArn: outputs.FailedJobsArchive ?? '',
      from: now - 3_600_000,
      to: now + 3_600_000,
      destination: { busArn: outputs.FailedJobsEventBus ?? '' },
    });
    await reached('event-dead-lettered');

    const QueueUrl = outputs.ReplayDeadLetterQueue;
    expect(QueueUrl).toContain(local.stack.endpoint);
    const { Messages } = await queues(local, 'ReceiveMessage', {
      QueueUrl,
      MessageAttributeNames: ['All'],
    });
    const [message] = Messages as { Body: string; MessageAttributes: Record<string, { StringValue: string }> }[];
    expect(message?.MessageAttributes.ERROR_CODE?.StringValue).toBe('NO_PERMISSIONS');
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({
      'replay-name': 'again',
      detail: { requestPayload: { requestPayload: { id } } },
    });
  });
});
