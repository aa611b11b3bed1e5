import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeReplayCommand,
  EventBridgeClient,
  StartReplayCommand,
  type ReplayState,
} from '@aws-sdk/client-eventbridge';
import { setTimeout as sleep } from 'node:timers/promises';
import { allStages } from '../stages.ts';
import { help, parseReplayOptions, type ReplayOptions } from './replay-options.ts';

/** How often the state is asked for. */
const pollMs = 2000;

/** Replays failed jobs from the archive to the error handler, and waits until that is done. */
async function replay({ stackName, since, until }: ReplayOptions): Promise<void> {
  const outputs = await stackOutputs(stackName);
  const eventBridge = new EventBridgeClient();
  const ReplayName = `jobs-${Date.now()}`;
  say(`Replaying what failed from ${since.toISOString()} to ${until.toISOString()} (${ReplayName})`);
  await eventBridge.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: required(outputs, 'FailedJobsArchive'),
      EventStartTime: since,
      EventEndTime: until,
      Destination: { Arn: required(outputs, 'FailedJobsEventBus') },
    }),
  );
  let state: ReplayState | undefined;
  while (state !== 'COMPLETED') {
    const { State, StateReason } = await eventBridge.send(new DescribeReplayCommand({ ReplayName }));
    if (State === 'FAILED' || State === 'CANCELLED')
      throw new Error(`The replay ended as ${State}: ${StateReason ?? ''}`);
    if (State !== state) say(State ?? 'unknown');
    state = State;
    if (state !== 'COMPLETED') await sleep(pollMs);
  }
}

async function stackOutputs(StackName: string): Promise<Map<string, string>> {
  const { Stacks } = await new CloudFormationClient().send(new DescribeStacksCommand({ StackName }));
  const outputs = Stacks?.[0]?.Outputs ?? [];
  return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

function required(outputs: Map<string, string>, name: string): string {
  const value = outputs.get(name);
  if (value === undefined) throw new Error(`The stack has no output ${name}. Deploy it with \`npx nx deploy infra\`.`);
  return value;
}

const say = (text: string) => process.stdout.write(`${text}\n`);

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'CredentialsProviderError' || /region is missing/i.test(error.message)) {
    return `There are no AWS credentials, or there is no region: ${error.message}\nSet AWS_PROFILE and AWS_REGION, for example.`;
  }
  return error.message;
}

try {
  const options = parseReplayOptions(process.argv.slice(2), process.env, Object.keys(allStages()), new Date());
  if (options === 'help') say(help);
  else await replay(options);
} catch (error) {
  process.stderr.write(`Can't replay: ${explain(error)}\n`);
  process.exitCode = 1;
}
