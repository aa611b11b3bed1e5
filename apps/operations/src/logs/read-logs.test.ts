import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeAws } from '../testing/fake-aws.ts';
import { followLogs } from './follow-logs.ts';
import { logGroupsOf } from './log-groups.ts';
import type { LogLine } from './log-line.ts';
import { readLogs } from './read-logs.ts';

interface Asked {
  readonly logGroupName: string;
  readonly filterPattern?: string;
  readonly nextToken?: string;
  readonly startTime: number;
  readonly endTime: number;
}

const group = (LogicalResourceId: string, PhysicalResourceId: string) => ({
  ...{ ResourceType: 'AWS::Logs::LogGroup', LogicalResourceId, PhysicalResourceId },
  ...{ LastUpdatedTimestamp: new Date(0), ResourceStatus: 'CREATE_COMPLETE' as const },
});
const groups = logGroupsOf([
  group('ProcessingProcessorLogs86EAB693', 'p'),
  group('ProcessingErrorHandlerLogs08660719', 'e'),
  group('ApiAccessLogs50B185DB', 'a'),
  group('ApiExecutionLogsB326CF6B', 'x'),
  group('JobEventsLogs8C44EF6E', 'j'),
]);
const window = { since: new Date(1000), until: new Date(9000) };

let aws: Awaited<ReturnType<typeof startFakeAws>> | undefined;
afterEach(() => aws?.stop());

/** Reads, and returns the requests and the lines. */
async function read(pages: Record<string, object[]>, filter: Parameters<typeof readLogs>[3]) {
  const asked: Asked[] = [];
  aws = await startFakeAws({
    FilterLogEvents: (body) => {
      const input = JSON.parse(body) as Asked;
      asked.push(input);
      return { body: pages[input.logGroupName]?.[Number(input.nextToken ?? 0)] ?? { events: [] } };
    },
  });
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  const client = new CloudWatchLogsClient({ region: 'eu-west-1', endpoint: aws.endpoint, credentials });
  const lines = await readLogs(client, groups, window, filter, AbortSignal.timeout(10_000));
  return { asked, lines };
}

const event = (eventId: string, timestamp: number, message: string) => ({ eventId, timestamp, message });

describe('the logs of a stage', () => {
  it('come from all its groups and pages, in order, even after an empty page', async () => {
    const { asked, lines } = await read(
      {
        p: [
          { events: [event('1', 3000, 'third')], nextToken: '1' },
          { events: [], nextToken: '2' },
          { events: [event('2', 1000, 'first')] },
        ],
        a: [{ events: [event('3', 2000, 'second')] }],
      },
      { job: undefined, errors: false },
    );
    expect(lines.map(({ source, message }) => `${source} ${message}`)).toEqual([
      'processor first',
      'api second',
      'processor third',
    ]);
    expect(asked.every(({ startTime, endTime }) => startTime === 1000 && endTime === 8999)).toBe(true);
    expect(asked.some(({ filterPattern }) => filterPattern !== undefined)).toBe(false);
  });

  it('of one job are those with its id', async () => {
    const { asked } = await read({}, { job: '1795-ab', errors: false });
    expect(asked.map(({ filterPattern }) => filterPattern)).toEqual(Array(5).fill('"1795-ab"'));
  });

  it('that report errors are selected by the kind of log, and then by the job', async () => {
    const { asked, lines } = await read(
      { p: [{ events: [event('1', 1000, '{"jobId":"mine"}'), event('2', 1000, '{"jobId":"yours"}')] }] },
      { job: 'mine', errors: true },
    );
    const patterns = new Map(asked.map(({ logGroupName, filterPattern }) => [logGroupName, filterPattern]));
    expect(patterns.get('p')).toMatch(/^\{ \(\$\.level = "WARN"\) \|\| .*\(\$\.record\.status = "timeout"\) \}$/);
    expect(patterns.get('a')).toBe('{ ($.status = "4*") || ($.status = "5*") }');
    expect(patterns.get('x')).toBe('"mine"');
    expect(lines.map(({ id }) => id)).toEqual(['1']);
  });
});

describe('logs that are followed', () => {
  it('are shown once each, even a line that arrives late', async () => {
    const line = (id: string, time: number): LogLine => ({ id, time, source: 's', message: id });
    const logged = [
      [line('a', 100_000)],
      [line('a', 100_000), line('late', 99_000), line('b', 130_000)],
      [line('b', 130_000)],
    ];
    const shown: string[] = [];
    const spans: number[] = [];
    let time = 100_000;
    const done = new Error('enough');
    const following = followLogs(
      new Date(90_000),
      ({ since, until }) => {
        spans.push(until.getTime() - since.getTime());
        return Promise.resolve(logged.shift() ?? []);
      },
      ({ id }) => shown.push(id),
      () => time,
      () => {
        time += 40_000;
        return logged.length === 0 ? Promise.reject(done) : Promise.resolve();
      },
    );
    await expect(following).rejects.toBe(done);
    expect(shown).toEqual(['a', 'late', 'b']);
    expect(spans).toEqual([10_001, 50_001, 70_001]);
  });
});
