import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeReplayCommand,
  type DescribeReplayCommandOutput,
  type EventBridgeClient,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { InterruptedError, OperationError } from '../operation/errors.ts';
import type { StageOperation } from '../operation/stage-operation.ts';
import type { Window } from '../operation/time-option.ts';
import { eventCount, spanOf } from './words.ts';

export interface FailedJobsArchive {
  readonly arn: string;
  readonly bus: string;
}

export interface ReplayOptions extends Pick<StageOperation, 'say' | 'signal'> {
  readonly window: Window;
  /** Counts the events of the window; rejects if it cannot. */
  readonly countFailed: () => Promise<number>;
  /** How often to poll the state. */
  readonly pollMs: number;
}

/**
 * Replays failed jobs to the error handler, waits for completion, and prints how many there were.
 * @throws OperationError when the replay fails, or when the window has no events
 */
export async function replayEvents(
  eventBridge: EventBridgeClient,
  { arn, bus }: FailedJobsArchive,
  { window, say, signal, countFailed, pollMs }: ReplayOptions,
): Promise<void> {
  const ReplayName = `jobs-${Date.now()}`;
  say(`Replaying failed events ${spanOf(window)} (${ReplayName})`);
  const start = { ReplayName, EventSourceArn: arn, EventStartTime: window.since, EventEndTime: window.until };
  await eventBridge.send(new StartReplayCommand({ ...start, Destination: { Arn: bus } }), { abortSignal: signal });
  let printed: string | undefined;
  for (;;) {
    const answer = await eventBridge.send(new DescribeReplayCommand({ ReplayName }), { abortSignal: signal });
    const progress = progressOf(answer);
    if (progress !== printed) say(progress);
    printed = progress;
    if (answer.State === 'FAILED' || answer.State === 'CANCELLED') {
      throw new OperationError(
        `The replay ended with ${answer.State}: ${answer.StateReason ?? 'EventBridge gave no reason'}`,
      );
    }
    if (answer.State === 'COMPLETED') {
      if (!answer.EventLastReplayedTime) throw nothingReplayed(window);
      say(await summary(countFailed, signal));
      return;
    }
    await sleep(pollMs, undefined, { signal }).catch(() => {
      throw new InterruptedError(
        `Interrupted. EventBridge continues the replay. To stop it: aws events cancel-replay --replay-name ${ReplayName}`,
      );
    });
  }
}

const progressOf = ({ State, EventLastReplayedTime: last }: DescribeReplayCommandOutput): string =>
  [State ?? 'unknown', last?.toISOString()].filter(Boolean).join(', up to ');

const nothingReplayed = (window: Window) =>
  new OperationError(
    `Nothing was replayed: the archive has no events ${spanOf(window)}. Choose another period with --since and --until. ` +
      'An event can take ten minutes to reach the archive. With --clock-speed, the local run archives by its own, ' +
      'faster clock: use the times that it prints.',
  );

async function summary(countFailed: () => Promise<number>, signal: AbortSignal): Promise<string> {
  try {
    return `Replayed ${eventCount(await countFailed())}. (CloudWatch counted that many as dropped by the error handler in that period.) If FailedJobsArchived goes off again, the cause is not fixed.`;
  } catch (error) {
    if (signal.aborted) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return `Replayed at least 1 event. Could not count them: ${reason}`;
  }
}
