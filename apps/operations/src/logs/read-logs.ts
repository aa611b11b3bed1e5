import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Window } from '../operation/time-option.ts';
import type { LogGroup } from './log-groups.ts';
import type { LogLine } from './log-line.ts';
import { type LogFilter, patternOf } from './log-pattern.ts';

/** The lines of all log groups in a window of time, in order. */
export async function readLogs(
  logs: CloudWatchLogsClient,
  groups: readonly LogGroup[],
  window: Window,
  filter: LogFilter,
  signal: AbortSignal,
): Promise<LogLine[]> {
  const lines = await Promise.all(groups.map((group) => readGroup(logs, group, window, filter, signal)));
  const { job } = filter;
  return lines
    .flat()
    .filter(({ message }) => job === undefined || message.includes(job))
    .sort((one, other) => one.time - other.time);
}

async function readGroup(
  logs: CloudWatchLogsClient,
  group: LogGroup,
  { since, until }: Window,
  filter: LogFilter,
  abortSignal: AbortSignal,
): Promise<LogLine[]> {
  const asked = {
    logGroupName: group.name,
    startTime: since.getTime(),
    endTime: until.getTime() - 1,
    filterPattern: patternOf(group, filter),
  };
  const lines: LogLine[] = [];
  let nextToken: string | undefined;
  do {
    // A page can be empty although more follow.
    const page = await logs.send(new FilterLogEventsCommand({ ...asked, nextToken }), { abortSignal });
    for (const { eventId: id = '', timestamp: time = 0, message = '' } of page.events ?? []) {
      lines.push({ id, time, source: group.source, message });
    }
    nextToken = page.nextToken;
  } while (nextToken);
  return lines;
}
