import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { runStageOperation } from '../operation/stage-operation.ts';
import { parseTime, parseWindow, type Window } from '../operation/time-option.ts';
import { listResources, requireStack } from '../stack/deployed-stack.ts';
import { followLogs } from './follow-logs.ts';
import { logGroupsOf } from './log-groups.ts';
import { describeLine, type LogLine } from './log-line.ts';
import schema from './logs.schema.json' with { type: 'json' };
import { readLogs } from './read-logs.ts';

/** How often to poll for new lines. */
const pollMs = 2000;

await runStageOperation('show the logs', schema, async ({ options, stage, stackName, account, signal, say, note }) => {
  const now = new Date();
  const { since, until, follow, job, json } = options;
  const window = parseWindow(String(since), String(until), now);
  const { region } = await account();
  const cloudFormation = new CloudFormationClient({ region });
  await requireStack(cloudFormation, stackName, stage, signal);
  const groups = logGroupsOf(await listResources(cloudFormation, stackName, signal));
  const logs = new CloudWatchLogsClient({ region });
  const filter = { job: typeof job === 'string' ? job : undefined, errors: options.errors === true };

  const read = (asked: Window) => readLogs(logs, groups, asked, filter, signal);
  const show = (line: LogLine) => {
    say(json === true ? line.message.trimEnd() : describeLine(line, process.stdout));
  };
  process.stderr.write(
    `Reading ${groups.map(({ source }) => source).join(', ')} since ${window.since.toISOString()}\n`,
  );
  if (follow === true) {
    const pause = () => sleep(pollMs, undefined, { signal });
    await followLogs(parseTime('--since', String(since), now), read, show, () => Date.now(), pause);
  }
  const lines = await read(window);
  for (const line of lines) show(line);
  if (lines.length === 0) note('No log lines in that period.');
});
