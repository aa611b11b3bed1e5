import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DescribeArchiveCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { runStageOperation, type StageOperation } from '../operation/stage-operation.ts';
import { parseWindow, type Window } from '../operation/time-option.ts';
import { requireOutput, requireStack } from '../stack/deployed-stack.ts';
import { countDroppedEvents } from './count-dropped-events.ts';
import schema from './replay.schema.json' with { type: 'json' };
import { replayEvents } from './replay-events.ts';
import { eventCount, spanOf } from './words.ts';

const pollMs = 2000;

await runStageOperation('replay', schema, async (operation) => {
  const { options, stage, stackName, signal } = operation;
  const window = parseWindow(String(options.since), String(options.until), new Date());
  const { region } = await operation.account();
  const cloudFormation = new CloudFormationClient({ region });
  const stack = await requireStack(cloudFormation, stackName, stage, signal);
  const archive = {
    arn: requireOutput(stack, 'FailedJobsArchive', stage),
    bus: requireOutput(stack, 'FailedJobsEventBus', stage),
  };
  const eventBridge = new EventBridgeClient({ region });
  const countFailed = () => countDroppedEvents({ region, cloudFormation, stackName, window, signal });
  if (options.dryRun === true) await count(eventBridge, archive.arn, window, operation, countFailed);
  else await replayEvents(eventBridge, archive, { ...operation, window, countFailed, pollMs });
});

/** Counts what a replay would find. EventBridge itself only counts the whole archive. */
async function count(
  eventBridge: EventBridgeClient,
  archiveArn: string,
  window: Window,
  { signal, say }: StageOperation,
  countFailed: () => Promise<number>,
): Promise<void> {
  say(`Dry run: a replay would include the events that failed ${spanOf(window)}.`);
  try {
    say(`CloudWatch counted ${eventCount(await countFailed())} as dropped by the error handler in that period.`);
  } catch (error) {
    if (signal.aborted) throw error;
    say(`Could not count them: ${error instanceof Error ? error.message : String(error)}`);
  }
  const ArchiveName = archiveArn.slice(archiveArn.lastIndexOf('/') + 1);
  const { EventCount = 0 } = await eventBridge.send(new DescribeArchiveCommand({ ArchiveName }), {
    abortSignal: signal,
  });
  say(`The archive holds ${eventCount(EventCount)} in total. EventBridge updates this count within 24 hours.`);
}
