import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  DescribeArchiveCommand,
  DescribeReplayCommand,
  EventBridgeClient,
  type ReplayState,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { OperationError } from '../operation/errors.ts';
import { runStageOperation, type StageOperation } from '../operation/stage-operation.ts';
import { parseWindow, type Window } from '../operation/time-option.ts';
import { requireOutput, requireStack } from '../stack/deployed-stack.ts';
import { countDroppedEvents } from './count-dropped-events.ts';
import schema from './replay.schema.json' with { type: 'json' };

/** How often the state is asked for. */
const pollMs = 2000;

await runStageOperation('replay', schema, async (operation) => {
  const { options, stage, stackName, signal } = operation;
  const window = parseWindow(String(options.since), String(options.until), new Date());
  const { region } = await operation.account();
  const cloudFormation = new CloudFormationClient({ region });
  const stack = await requireStack(cloudFormation, stackName, stage, signal);
  const archive = { arn: requireOutput(stack, 'FailedJobsArchive'), bus: requireOutput(stack, 'FailedJobsEventBus') };
  const eventBridge = new EventBridgeClient({ region });
  if (options.dryRun === true) {
    const countFailed = () => countDroppedEvents({ region, cloudFormation, stackName, window, signal });
    await count(eventBridge, archive.arn, window, operation, countFailed);
  } else await replay(eventBridge, archive, window, operation);
});

interface FailedJobsArchive {
  readonly arn: string;
  readonly bus: string;
}

/** Replays failed jobs to the error handler, and waits until that is done. */
async function replay(
  eventBridge: EventBridgeClient,
  { arn, bus }: FailedJobsArchive,
  { since, until }: Window,
  { signal, say }: StageOperation,
): Promise<void> {
  const ReplayName = `jobs-${Date.now()}`;
  say(`Replaying what failed from ${since.toISOString()} to ${until.toISOString()} (${ReplayName})`);
  const start = { ReplayName, EventSourceArn: arn, EventStartTime: since, EventEndTime: until };
  await eventBridge.send(new StartReplayCommand({ ...start, Destination: { Arn: bus } }), { abortSignal: signal });
  let told: string | undefined;
  for (let state: ReplayState | undefined; state !== 'COMPLETED';) {
    const answer = await eventBridge.send(new DescribeReplayCommand({ ReplayName }), { abortSignal: signal });
    state = answer.State;
    if (state === 'FAILED' || state === 'CANCELLED') {
      throw new OperationError(`The replay ended as ${state}: ${answer.StateReason ?? 'no reason is given'}`);
    }
    const progress = [state ?? 'unknown', answer.EventLastReplayedTime?.toISOString()].filter(Boolean).join(', up to ');
    if (progress !== told) say(progress);
    told = progress;
    if (state !== 'COMPLETED') await sleep(pollMs, undefined, { signal });
  }
}

/** What a replay would find. EventBridge itself counts the archive as a whole only. */
async function count(
  eventBridge: EventBridgeClient,
  archiveArn: string,
  window: Window,
  { signal, say }: StageOperation,
  countFailed: () => Promise<number>,
): Promise<void> {
  const span = `from ${window.since.toISOString()} to ${window.until.toISOString()}`;
  say(`Nothing is replayed. A replay would take what failed ${span}.`);
  try {
    say(`In that time, ${events(await countFailed())} went to the archive, as CloudWatch counts them.`);
  } catch (error) {
    if (signal.aborted) throw error;
    say(`How many those are is not known: ${error instanceof Error ? error.message : String(error)}`);
  }
  const ArchiveName = archiveArn.slice(archiveArn.lastIndexOf('/') + 1);
  const { EventCount = 0 } = await eventBridge.send(new DescribeArchiveCommand({ ArchiveName }), {
    abortSignal: signal,
  });
  say(`The archive holds ${events(EventCount)} of all times, as EventBridge last counted, which can be 24 hours ago.`);
}

function events(number: number): string {
  return number === 1 ? '1 event' : `${number} events`;
}
